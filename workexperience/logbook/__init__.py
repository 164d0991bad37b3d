"""What a placement leaves behind: the log book, the reflection, the certificate, and the hours that were attended."""

"""The yearly reminders to institutions that have not yet reported."""

"""A learner gets the record that a school keeps about them, by a code; or begins one of their own."""

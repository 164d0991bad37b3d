"""Letters that may not have arrived, for the staff who can do something about it."""

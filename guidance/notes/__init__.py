"""An adviser's own notes about a meeting: for that adviser alone, and gone a year after it."""

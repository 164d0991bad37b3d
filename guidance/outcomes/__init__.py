"""What became of a meeting: said by its adviser, counted by the record at once, and what was agreed for the time after."""

"""Who may see a record and why, in plain words, and withdrawing what rests on consent."""

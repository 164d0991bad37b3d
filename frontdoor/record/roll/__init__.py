"""An institution's roll from a file: who joins, who changes, who leaves; and the step into a new school year."""

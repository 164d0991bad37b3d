"""What this noun adds to the pages of learners."""

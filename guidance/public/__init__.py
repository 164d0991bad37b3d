"""What everybody may read: what guidance is, and who the advisers are."""

"""The national listing: what the public finds, its index, and the search over it."""

"""A school fills the time that it bought: one pass over the pupils who need a meeting, in the order of their list."""

"""A school compares what services sell, orders a block, and sees what is left of it."""

"""Measurements, not tests: `bin/bench NAME` runs `tests/load/bench_NAME.py`, which prints a table that ends in ratios."""

"""Gatsby Benchmark self-reporting: frameworks, returns, reminders."""

"""Erasing learners, and what the periods of `retention.yaml` end."""

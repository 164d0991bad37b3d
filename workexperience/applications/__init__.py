"""Applications: from asking for a place to a place that is confirmed."""

"""Placements: the days themselves, and what comes of them."""

"""Advisers, availability, booking and the meeting."""

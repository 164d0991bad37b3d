"""Waiting for a time: a promise with a date and an owner."""

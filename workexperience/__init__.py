"""Employers' offers and the way to a day that counts."""

"""Employers: who they are, and how they join."""

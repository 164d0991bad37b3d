"""Careers information for every age."""

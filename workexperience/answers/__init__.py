"""Answers: who asked an employer for a place, and what the employer says."""

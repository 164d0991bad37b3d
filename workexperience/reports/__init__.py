"""Somebody says that something is wrong with an offer, and whoever checks the employer says what came of it."""

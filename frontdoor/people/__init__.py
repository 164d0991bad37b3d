"""Accounts and sign-in. Email is the key."""

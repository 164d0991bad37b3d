"""Reads of the register that more than one room uses."""

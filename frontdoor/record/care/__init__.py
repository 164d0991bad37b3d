"""Whom somebody turns to who is not safe: the institution's contact, helplines, and a concern that staff pass on."""

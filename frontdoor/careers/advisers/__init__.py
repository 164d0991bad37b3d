"""Whom a reader can talk to: the adult careers service, a row that changes when the service does."""

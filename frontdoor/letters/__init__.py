"""Every email: a row in an outbox, made with its cause, claimed, sent, recorded."""

"""Provider access: for now, a provider's own log of the encounters that schools recorded with it."""

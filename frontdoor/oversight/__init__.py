"""Above the services: who has reported, and who has not yet."""

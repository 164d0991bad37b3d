"""A return made with another tool: as valid as one made here."""

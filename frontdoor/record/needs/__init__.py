"""Needs, disadvantage and similar marks: kept apart, shown to few, never in an address, a log or a default export."""

"""How well the door itself works: which journeys people finish, and whether its pages are useful."""

"""The door itself: start page, to-do, help, feedback and the furniture of every page."""

"""What the demo needs of this room beside its invented bodies."""

from frontdoor.organisations.calendar.actions import load_shipped_terms


def seed_demo() -> None:
    """The term dates that ship with the portal, for the councils that are in the register."""
    load_shipped_terms()

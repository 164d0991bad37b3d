"""What the demo needs of this room besides invented bodies: the real register, to be found and counted."""

from frontdoor.organisations.register.shipped import load_public_facts


def seed_demo() -> None:
    """The public facts that ship with the portal; a second run changes nothing."""
    load_public_facts()

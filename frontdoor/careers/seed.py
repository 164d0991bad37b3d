"""The demo's careers: those that ship."""

from frontdoor.careers.shipped import load_careers


def seed_demo() -> None:
    """Put the shipped careers in place; a second run changes nothing."""
    load_careers()

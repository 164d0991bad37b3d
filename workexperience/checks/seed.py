"""The demo of this noun."""


def seed_demo() -> None:
    """Nothing yet."""

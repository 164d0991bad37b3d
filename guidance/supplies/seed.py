"""The demo's part of this noun."""


def seed_demo() -> None:
    """Nothing yet."""

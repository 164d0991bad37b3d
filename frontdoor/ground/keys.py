"""The key in a link that a letter carries: nobody can guess it, and only its hash is kept."""

import hashlib
import secrets


def new() -> tuple[str, str]:
    """A key and its hash."""
    key = secrets.token_urlsafe(32)
    return key, hashed(key)


def hashed(key: str) -> str:
    """The hash that is stored. The key has 256 random bits, so a plain hash gives nobody the way back."""
    return hashlib.sha256(key.encode()).hexdigest()

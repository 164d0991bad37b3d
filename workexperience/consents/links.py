"""The link to a question: a key that nobody can guess, of which only the hash is kept."""

import hashlib
import secrets

from django.urls import reverse


def new() -> tuple[str, str]:
    """A key and its hash."""
    key = secrets.token_urlsafe(32)
    return key, hashed(key)


def hashed(key: str) -> str:
    """The hash that is stored. The key has 256 random bits, so a plain hash gives nobody the way back."""
    return hashlib.sha256(key.encode()).hexdigest()


def path(key: str) -> str:
    """The address of the page. The key is in the query, which no log keeps."""
    return f"{reverse('workexperience:agree')}?key={key}"

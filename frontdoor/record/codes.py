"""Short codes that a person types from paper or a letter: eight signs of an alphabet without look-alikes and vowels.

Only a keyed hash is kept, so that a copy of the database gives nobody a code. There are 26 to the power of 8 of them
(200 thousand million), and the pages that take one are limited by person, address and code.
"""

import secrets

from django.conf import settings
from django.utils.crypto import salted_hmac

ALPHABET = "BCDFGHJKMNPQRTVWXYZ2346789"
LENGTH = 8


def new() -> str:
    """A code nobody can guess, without its hyphen."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(typed: str) -> str:
    """What somebody typed as the code is kept: capitals, no hyphen, no spaces."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def shown(code: str) -> str:
    """`K7QP-2MNX`."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def hashed(code: str, *, what_for: str) -> str:
    """The hash that is stored."""
    return _hash(code, what_for, settings.SECRET_KEY)


def hashes(typed: str, *, what_for: str) -> list[str]:
    """The hashes that a typed code may be stored as: with the newest secret, and with former ones."""
    return [_hash(tidy(typed), what_for, key) for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]]


def _hash(code: str, what_for: str, secret: str) -> str:
    return salted_hmac(f"record.codes:{what_for}", code, secret=secret, algorithm="sha256").hexdigest()

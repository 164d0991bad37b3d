"""Which addresses of this site answer: a room that is not built yet is not linked."""

from functools import cache

from django.urls import Resolver404, resolve


@cache
def is_there(path: str) -> bool:
    """Whether a page answers at this address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True

"""What a room's `inbox.py` hands to `/to-do/`: one dated thing that needs this person.

A room offers `inbox.py` with `due(user, now) -> Iterable[Due]`, and may offer `pages(held) -> Iterable[Page]`: what
somebody with these permissions can open whenever they like. `frontdoor.home` discovers both.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """One task: what to do, for which organisation, by when (None when undated), and the one button that does it."""

    what: str
    organisation: str
    url: str
    button: str
    by: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Page:
    """A page that a person may always open, whether or not anything is due there."""

    text: str
    url: str

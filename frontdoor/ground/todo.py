"""What a room's `inbox.py` hands to `/to-do/`: one dated thing that needs this person.

A room offers `inbox.py` with `due(user, now) -> Iterable[Due]`; `frontdoor.home` discovers it.
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

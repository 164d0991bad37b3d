"""Whether a letter is still wanted when its turn comes: the cause may have gone while it waited.

A room says so for its own kinds of letter, in a module that is imported when the apps are ready:

    @wanted_while("reminder-")
    def still_waiting(letter, now): ...

A letter that is not wanted any more is put aside as no longer needed; it is not sent.
"""

from collections.abc import Callable
from datetime import datetime

from frontdoor.letters.models import Letter

Check = Callable[[Letter, datetime], bool]
_checks: dict[str, Check] = {}


def wanted_while(kinds: str) -> Callable[[Check], Check]:
    """Ask this check before a letter goes whose kind begins with `kinds`."""

    def remember(check: Check) -> Check:
        _checks[kinds] = check
        return check

    return remember


def is_wanted(letter: Letter, *, now: datetime) -> bool:
    """Whether every check of the letter's kind says yes; a kind without checks is always wanted."""
    return all(check(letter, now) for kinds, check in _checks.items() if letter.kind.startswith(kinds))

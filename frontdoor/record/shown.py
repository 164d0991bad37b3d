"""What a room's `learner.py` hands to the pages of learners, which stand in `frontdoor.home`.

A room offers `learner.py` with any of
  `sections(look: Looking) -> Iterable[Section]`   parts of a learner's page, for whoever looks;
  `pages(place: Place) -> Iterable[Page]`          pages about an institution's learners, for its staff.
`frontdoor.home` discovers them in the order of the rooms. What a person may do is in `can`: a room shows nothing that its
own page would refuse.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Learner


@dataclass(frozen=True)
class Looking:
    """Who looks at whom: staff of `institution`, a parent or the learner (`institution` is None for the last two)."""

    learner: Learner
    user: Any
    today: date
    institution: Organisation | None = None
    can: frozenset[Can] = frozenset()

    @property
    def is_own(self) -> bool:
        """Whether the learner looks at their own record."""
        return self.learner.account_id is not None and self.learner.account_id == self.user.pk


@dataclass(frozen=True)
class Line:
    """One line of a section: words, a day or a short fact beside them, and where they lead."""

    text: str
    beside: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a learner's page. Without lines it says `empty`; `links` are (words, address) below it."""

    title: str
    lines: Sequence[Line] = ()
    empty: str = ""
    links: Sequence[tuple[str, str]] = field(default_factory=tuple)
    place: int = 5  # 1 stands first


@dataclass(frozen=True)
class Place:
    """An institution whose learners somebody of its staff looks at."""

    institution: Organisation
    can: frozenset[Can]


@dataclass(frozen=True)
class Page:
    """A page about an institution's learners, and in a few words what it is for."""

    text: str
    href: str
    what_for: str = ""

"""What a room's `learner.py` hands to the pages of learners, to the export, to erasure and to withdrawing.

A room offers `learner.py` with any of
  `sections(look: Looking) -> Iterable[Section]`   parts of a learner's page, for whoever looks;
  `pages(place: Place) -> Iterable[Page]`          pages about an institution's learners, for its staff;
  `takes(place: Place) -> Iterable[Page]`          pages that take learners who were chosen in a list: their ids come
                                                   by POST as `learner`, and the page checks each.
  `own_pages(learner: Learner) -> Iterable[Page]`  pages of "My record", for the learner alone;
  `holds(learner: Learner) -> Iterable[Table]`     every row that the learner may take away (issue 3.4);
  `held_back(learner: Learner) -> Iterable[str]`   what the export holds back and how to ask for it, a sentence each;
  `theirs(learner: Learner) -> Iterable[Theirs]`   what is the learner's own to delete, at once and without asking anybody;
  `erase(learner_ids: Sequence[int]) -> None`      delete all that the room keeps about them, history and letters too;
  `sources() -> Iterable[Source]`                  what lets somebody see a learner, of what the room opens reasons for.
They are found here, in the order of the rooms. What a person may do is in `can`: a room shows nothing that its
own page would refuse.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import autodiscover_modules, module_has_submodule

from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Enrolment, Learner
from frontdoor.record.sourceless import Source


@dataclass(frozen=True)
class Looking:
    """Who looks at whom: staff of `institution`, a parent or the learner (`institution` is None for the last two)."""

    learner: Learner
    user: Any
    today: date
    institution: Organisation | None = None
    can: frozenset[Can] = frozenset()
    enrolment: Enrolment | None = None  # at `institution`

    @property
    def is_own(self) -> bool:
        """Whether the learner looks at their own record."""
        return self.learner.account_id is not None and self.learner.account_id == self.user.pk


@dataclass(frozen=True)
class Line:
    """One line of a section: words, a day or a short fact beside them, and where they lead.

    Lines that follow one another with the same `under` stand below it as a heading.
    """

    text: str
    beside: str = ""
    href: str = ""
    note: str = ""
    under: str = ""


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
    """An institution whose learners somebody of its staff looks at; `user` is who, for a page that is one person's alone."""

    institution: Organisation
    can: frozenset[Can]
    user: Any = None


@dataclass(frozen=True)
class Page:
    """A page about an institution's learners, and in a few words what it is for. `often` stands above the list."""

    text: str
    href: str
    what_for: str = ""
    often: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of one kind in a learner's export. `columns` are (key for machines, words for people); each row has all of them.

    A cell is text, a number, True or False, a date, or None. `sensitive` tables are in the export only when asked for.
    """

    key: str
    title: str
    columns: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[Any]]
    sensitive: bool = False


@dataclass(frozen=True)
class Theirs:
    """Something that a learner may delete by themself: what it is with its number, and what deletes it with its history."""

    key: str
    words: str
    delete: Callable[[], object]


@cache
def rooms() -> list[Any]:
    """Every room's `learner` module, in the order of the rooms."""
    autodiscover_modules("learner")
    found = [room for room in apps.get_app_configs() if room.module and module_has_submodule(room.module, "learner")]
    return [import_module(f"{room.name}.learner") for room in found]


def sources() -> list[Source]:
    """Of every room: what the nightly check of reasons asks."""
    return [source for room in rooms() if hasattr(room, "sources") for source in room.sources()]


def sections(look: Looking) -> list[Section]:
    """All parts of a learner's page, in their places."""
    found = [section for room in rooms() if hasattr(room, "sections") for section in room.sections(look)]
    return sorted(found, key=lambda section: section.place)


def pages(place: Place) -> list[Page]:
    """All pages about an institution's learners."""
    return [page for room in rooms() if hasattr(room, "pages") for page in room.pages(place)]


def takes(place: Place) -> list[Page]:
    """All pages to which learners chosen in a list can be handed."""
    return [page for room in rooms() if hasattr(room, "takes") for page in room.takes(place)]


def own_pages(learner: Learner) -> list[Page]:
    """All pages of "My record"."""
    return [page for room in rooms() if hasattr(room, "own_pages") for page in room.own_pages(learner)]


def holds(learner: Learner) -> list[Table]:
    """All that the portal holds about a learner and may hand to them."""
    return [table for room in rooms() if hasattr(room, "holds") for table in room.holds(learner)]


def held_back(learner: Learner) -> list[str]:
    """What the export does not hand out, and how to ask for it."""
    return [words for room in rooms() if hasattr(room, "held_back") for words in room.held_back(learner)]


def theirs(learner: Learner) -> list[Theirs]:
    """All that is the learner's own to delete, and there."""
    return [one for room in rooms() if hasattr(room, "theirs") for one in room.theirs(learner)]


def erase(learner_ids: Sequence[int]) -> None:
    """Delete what every room keeps about these learners; the highest room first, because rows of it name rows below."""
    for room in reversed(rooms()):
        if hasattr(room, "erase"):
            room.erase(learner_ids)

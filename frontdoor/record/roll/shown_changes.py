"""What a file would do, as rows for a page: a name, and what becomes of them."""

from dataclasses import dataclass
from typing import Any

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.years import year_group_in_words
from frontdoor.record.models import NeedKind
from frontdoor.record.roll.compare import Change, Difference, Joiner, Leaver
from frontdoor.record.roll.parse import Rejected

LABELS = {
    "given_names": "Forename",
    "family_name": "Surname",
    "known_as": "Known as",
    "date_of_birth": "Date of birth",
    "upn": "UPN",
    "year_group": "Year group",
    "tutor_group": "Group",
    "email": "Email",
    "started_on": "Admitted",
}


@dataclass(frozen=True)
class Shown:
    """One row: whom it is about, where they are, and what becomes of them, one line each."""

    name: str
    where: str
    lines: list[str]
    learner_id: int | None = None  # of whose record this shows something


def rows(found: Difference, which: str) -> list[Shown]:
    """The rows of one list: `joiners`, `changes`, `leavers` or `rejected`."""
    made: Any = {"joiners": joiner, "changes": change, "leavers": leaver, "rejected": rejected}[which]
    return [made(one) for one in getattr(found, which)]


def joiner(one: Joiner) -> Shown:
    """Who is new, and who comes back, in the same words: the difference would tell whether another school has them."""
    pupil = one.pupil
    return Shown(pupil.name, _where(pupil.year_group, pupil.tutor_group), ["Joins your roll"])


def leaver(one: Leaver) -> Shown:
    """Who is not in the file, or left on a day."""
    said = f"Left on {day_in_words(one.last_day)}" if one.last_day else "Not in the file"
    return Shown(one.held.name, _where(one.held.year_group, one.held.tutor_group), [said], one.held.learner_id)


def change(one: Change) -> Shown:
    """Each fact: before and after."""
    lines = [f"{LABELS[name]}: {_text(name, was)} → {_text(name, now)}" for name, (was, now) in one.changed.items()]
    lines += [f"Parent’s address: {email}" for email in sorted(one.carers)]
    lines += [f"{NeedKind(kind).label}: from today" for kind in sorted(one.begun)]
    lines += [f"{NeedKind(kind).label}: no longer" for kind in sorted(one.over)]
    return Shown(one.held.name, _where(one.held.year_group, one.held.tutor_group), lines, one.held.learner_id)


def rejected(one: Rejected) -> Shown:
    """The line and the reason; the row itself is in the file of rejected rows."""
    return Shown(f"Line {one.line}", "", [one.reason])


def _where(year_group: int | None, tutor_group: str | None) -> str:
    return ", ".join(filter(None, [year_group_in_words(year_group), tutor_group]))


def _text(name: str, value: Any) -> str:
    if name == "year_group":
        return year_group_in_words(value)
    if name in {"date_of_birth", "started_on"} and value:
        return day_in_words(value)
    return str(value) if value else "none"

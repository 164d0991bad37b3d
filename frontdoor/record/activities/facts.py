"""The facts of one activity as plain data: made whole for its kind, and what is wrong with them in a sentence."""

from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from frontdoor.organisations.models import Organisation
from frontdoor.record.activities.kinds import asked
from frontdoor.record.models import Activity, ActivityKind, Mode

FURTHEST = timedelta(days=366)  # an activity may be planned for the next year, not for the one after
EARLIEST = date(2000, 1, 1)
MOST_HOURS = Decimal(400)
LONGEST = timedelta(days=366)
LONGEST_TITLE = 150  # characters


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The columns of `Activity` that say what happened; see there. Empty means: not asked, or not known."""

    kind: str
    title: str
    day: date
    hours: Decimal
    last_day: date | None = None
    dates: tuple[date, ...] = ()
    mode: str = Mode.IN_PERSON
    host: Organisation | None = None
    host_name: str = ""
    subject: str = ""
    invited_years: tuple[int, ...] = ()
    one_to_one: bool | None = None
    adviser_level: int | None = None
    adviser_note: str = ""
    in_school_hours: bool | None = None
    parts: tuple[str, ...] = ()
    provider_kinds: tuple[str, ...] = ()


NAMES = tuple(field.name for field in fields(Facts))
EMPTY: dict[str, Any] = {field.name: field.default for field in fields(Facts) if field.default is not MISSING}
ALWAYS = {"kind", "dates", "invited_years", "adviser_note"}  # kept whatever the kind


def facts_of(activity: Activity) -> Facts:
    """The facts of an activity that is stored."""
    return Facts(**{name: _plain(getattr(activity, name)) for name in NAMES})


def columns_of(facts: Facts) -> dict[str, Any]:
    """The facts as columns."""
    return {name: _stored(getattr(facts, name)) for name in NAMES}


def tidy(facts: Facts) -> Facts:
    """The facts without what their kind does not ask, each list in one order, so that equal facts are equal."""
    kind = asked(facts.kind)
    kept = {*kind.columns} | ALWAYS
    facts = replace(facts, **{name: value for name, value in EMPTY.items() if name not in kept})
    return replace(
        facts,
        title=" ".join(facts.title.split()),
        subject=" ".join(facts.subject.split()),
        host_name="" if facts.host else " ".join(facts.host_name.split()),
        parts=tuple(str(part) for part in kind.parts if part in facts.parts),
        provider_kinds=tuple(sorted({*facts.provider_kinds})),
        invited_years=tuple(sorted({*facts.invited_years})),
        dates=tuple(sorted({*facts.dates})),
        last_day=None if facts.last_day == facts.day else facts.last_day,
    )


def problem(facts: Facts, *, today: date) -> tuple[str, str]:
    """The column that cannot be kept as it is and why, as a sentence; two empty texts when all can."""
    found = ((column, said) for wrong, column, said in _rules(facts, today) if wrong)
    return next(found, ("", ""))


def _rules(facts: Facts, today: date) -> list[tuple[bool, str, str]]:
    last = facts.last_day or facts.day
    too_late = "The day is more than a year away. Record it nearer the time."
    return [
        (not facts.title, "title", "Give the activity a name."),
        (len(facts.title) > LONGEST_TITLE, "title", f"The name is longer than {LONGEST_TITLE} characters."),
        (facts.day < EARLIEST, "day", "The day is before the year 2000."),
        (facts.day > today + FURTHEST, "day", too_late),
        (last < facts.day, "last_day", "The last day is before the first."),
        (last - facts.day > LONGEST, "last_day", "The last day is more than a year after the first."),
        (facts.hours <= 0, "hours", "Say how many hours it lasted, more than 0."),
        (facts.hours > MOST_HOURS, "hours", f"It cannot have lasted more than {MOST_HOURS} hours."),
        *((_is_missing(facts, name), name, said) for name, said in ASK.items()),
    ]


ASK = {
    "one_to_one": "Say whether it was one to one.",
    "provider_kinds": "Say which kinds of provider they met.",
    "in_school_hours": "Say whether it was in school hours.",
    "subject": "Say in which subject it was.",
}


def _is_missing(facts: Facts, name: str) -> bool:
    return name in asked(facts.kind).needed and getattr(facts, name) in (None, "", ())


def another_day(facts: Facts, day: date) -> Facts:
    """The same on another day; what took several days takes as many."""
    return replace(facts, day=day, dates=(), last_day=facts.last_day and day + (facts.last_day - facts.day))


def is_one_to_one(facts: Facts) -> bool:
    """Whether it was a meeting of one person: then each person's is an activity of its own."""
    return facts.kind == ActivityKind.GUIDANCE and bool(facts.one_to_one)


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _stored(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value

"""An offer as its rules see it: plain data, no Django."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache

PLACEMENT, PROJECT = "placement", "online-project"
# The kinds that happen where people work, and what a sentence calls them.
AT_A_WORKPLACE = {
    "visit": "A workplace visit",
    "shadowing": "Job shadowing",
    PLACEMENT: "A work experience placement",
}
IN_PERSON, ONLINE, BLENDED = "in-person", "online", "blended"
T_LEVEL, SUPPORTED = "t-level", "supported-internship"
YEARS_BEFORE_AGE = 4  # a pupil of Year 7 may be 11, of Year 10 14, of Year 13 17
LONGEST = timedelta(days=366)
FURTHEST = timedelta(days=731)  # two years, one of them a leap year


@dataclass(frozen=True, slots=True)
class Days:
    """Days on which the offer can be done, as a `Session` row holds them: `weekdays` from 1, Monday; hours of one day."""

    first_day: date
    last_day: date
    weekdays: tuple[int, ...]
    starts_at: time
    ends_at: time
    break_minutes: int = 0
    is_online: bool = False
    places: int = 1


@dataclass(frozen=True)
class Plan:
    """What the rules ask of an offer. `texts` are the names of the `Offer` columns that say something.

    `texts` holds `point` too, once the postcode is found in England.
    """

    kind: str
    mode: str
    label: str = ""
    year_groups: tuple[int, ...] = ()
    youngest: int | None = None
    oldest: int | None = None
    has_supervisor: bool = False
    supervisor_phone: str = ""
    sessions: tuple[Days, ...] = ()
    closes_on: date | None = None
    texts: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Problem:
    """What stops an offer from opening: the `Offer` column (or `sessions`) that mends it, and the sentence that says how.

    `part` is the column of `Days` to change, when it is about days.
    """

    field: str
    sentence: str
    part: str = ""


def days(session: Days) -> list[date]:
    """The dates of a session, in order; of one that goes on for longer than a year the first year's."""
    return list(_dates(session.first_day, session.last_day, session.weekdays))


@lru_cache(1_000)  # the rules ask for the same dates with each pair of sessions
def _dates(first: date, last: date, weekdays: tuple[int, ...]) -> tuple[date, ...]:
    span = min(last - first, LONGEST).days
    each = (first + timedelta(days=n) for n in range(span + 1))
    return tuple(day for day in each if day.isoweekday() in weekdays)


def hours_a_day(session: Days) -> Decimal:
    """Hours of one day without the break: 5.5. Never below 0."""
    minutes = minutes_of(session.ends_at) - minutes_of(session.starts_at) - session.break_minutes
    return Decimal(max(minutes, 0)) / 60


def is_to_come(session: Days, today: date) -> bool:
    """Whether somebody can still ask for it: it begins after today."""
    return session.first_day > today


def from_age(plan: Plan) -> int | None:
    """The age of the youngest who may come, by year group or by age; None while neither is said."""
    ages = [year + YEARS_BEFORE_AGE for year in plan.year_groups]
    return min([*ages, *([plan.youngest] if plan.youngest is not None else [])], default=None)


def minutes_of(when: time) -> int:
    """Minutes since midnight."""
    return when.hour * 60 + when.minute


def in_words(when: date) -> str:
    """`1 March 2027`."""
    return f"{when.day} {when:%B %Y}"

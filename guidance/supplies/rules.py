"""Where a school's choice of a service stands on a day, and in which words it is said everywhere. Plain dates only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from frontdoor.ground.dates import day_in_words

# Years that end in a decision, so that everybody in them meets an adviser (domain 4.2).
DECISION_YEARS = (11, 13)
YOUNGEST, OLDEST = 7, 14
# Who is not taught by ages 11 to 19, as adults at a college: years as the rolls of colleges have them.
COLLEGE_YEARS = (12, 13, 14)
LATEST_START = timedelta(days=731)  # so that a slip of the keyboard in a year is seen


class Stand(StrEnum):
    """The four words."""

    NOT_BEGUN = "Not begun"
    HOLDS = "In place"
    ENDS = "Ending"
    OVER = "Over"


@dataclass(frozen=True)
class Standing:
    """One of the four words, and the sentence that says since when or until when."""

    stand: Stand
    says: str

    @property
    def is_over(self) -> bool:
        """Whether nothing is given any more."""
        return self.stand == Stand.OVER


def standing(first_day: date, last_day: date | None, ended_on: date | None, *, on: date) -> Standing:
    """Where a choice stands on a day. It holds from its first to its last day, both included; ending acts at once."""
    if ended_on and ended_on <= on:
        over = ended_on if last_day is None else min(ended_on, last_day)
        return Standing(Stand.OVER, f"Ended on {day_in_words(over)}")
    if last_day and last_day < on:
        return Standing(Stand.OVER, f"The last day was {day_in_words(last_day)}")
    until = f"the last day is {day_in_words(last_day)}" if last_day else ""
    if on < first_day:
        return Standing(Stand.NOT_BEGUN, "; ".join(filter(None, [f"Begins on {day_in_words(first_day)}", until])))
    since = f"Since {day_in_words(first_day)}"
    return Standing(Stand.ENDS, f"{since}; {until}") if until else Standing(Stand.HOLDS, since)


def never_began(first_day: date, ended_on: date | None) -> bool:
    """Whether it was ended before its first day: then it is on no list."""
    return ended_on is not None and ended_on < first_day


def years_offered(taught: Iterable[int], on_roll: Iterable[int]) -> list[int]:
    """The year groups that an institution chooses from: those of its ages and those of its roll, from Year 7 on.

    An institution with neither, as a college for adults, chooses from Years 12 to 14. Learners without a year group can
    meet the advisers of every service that their institution has chosen.
    """
    found = {year for year in {*taught, *on_roll} if YOUNGEST <= year <= OLDEST}
    return sorted(found) or [*COLLEGE_YEARS]


def problem_with_first_day(first_day: date, *, on: date) -> str:
    """What is wrong with the first day of what somebody chooses on a day, as a sentence; empty when nothing is."""
    if first_day < on:
        return "The first day must be today or in the future"
    if first_day > on + LATEST_START:
        return "The first day must be within the next two years"
    return ""


def problem_with_days(first_day: date, last_day: date | None, *, on: date) -> str:
    """What is wrong with the days that somebody chooses, as a sentence; empty when nothing is."""
    if last_day and last_day < first_day:
        return "The last day must be the same as or after the first day"
    if last_day and last_day < on:
        return "The last day must be today or in the future"
    return ""


def fingerprint(year_groups: Iterable[int], first_day: date, last_day: date | None) -> str:
    """What was chosen, as part of a letter's key: a letter that tells something else is not true any more."""
    years = "-".join(str(year) for year in sorted(year_groups))
    return f"{years}_{first_day:%Y%m%d}_{last_day:%Y%m%d}" if last_day else f"{years}_{first_day:%Y%m%d}"


@dataclass(frozen=True)
class Terms:
    """What a school chooses of a service."""

    year_groups: tuple[int, ...]
    first_day: date
    last_day: date | None = None


def merged(one: Terms, other: Terms) -> Terms:
    """Two schools that become one: all year groups, from the earlier first day to the later last day (None: no end).

    Nobody who has a service loses it by a merger; the school that is left can change it.
    """
    ends = [one.last_day, other.last_day]
    last = None if None in ends else max(end for end in ends if end)
    years = tuple(sorted({*one.year_groups, *other.year_groups}))
    return Terms(years, min(one.first_day, other.first_day), last)

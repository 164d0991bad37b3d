"""From which age a learner knows who of their family sees their record, and decides about it. No Django.

From 13 they know, from 16 they decide (issue 3.1). Where no birth date is known the year group stands for it: Year 9 is the
first in which everybody is 13, Year 12 the first in which everybody is 16 before it begins.
"""

from dataclasses import dataclass
from datetime import date

KNOWS, DECIDES = 13, 16
YEAR_OF = {KNOWS: 9, DECIDES: 12}
SUMMER = 9  # a school year begins in September


@dataclass(frozen=True)
class Age:
    """What is known: a birth date, or the year group of a roll with the day until which it held (None: it holds today)."""

    born: date | None
    year_group: int | None = None
    left_on: date | None = None


def is_at_least(years: int, age: Age, today: date) -> bool:
    """Whether somebody has reached KNOWS or DECIDES. Nobody has of whom nothing is known."""
    if age.born:
        return years_old(age.born, today) >= years
    year = year_today(age, today)
    return year is not None and year >= YEAR_OF[years]


def years_old(born: date, today: date) -> int:
    """Whole years; who is born on 29 February has their birthday on 1 March in other years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def year_today(age: Age, today: date) -> int | None:
    """The year group that somebody is in, or would be in had they stayed."""
    if age.year_group is None or age.left_on is None:
        return age.year_group
    return age.year_group + max(0, _school_year(today) - _school_year(age.left_on))


def _school_year(day: date) -> int:
    return day.year if day.month >= SUMMER else day.year - 1

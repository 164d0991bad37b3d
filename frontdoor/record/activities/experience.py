"""Experience of workplaces as it was recorded: hours, and on how many different dates. No Django.

Nothing here turns hours into days: that is a counting rule, and those are not the record's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

SATURDAY = 5


@dataclass(frozen=True)
class Stay:
    """One attended activity at a workplace, or with one from afar. `last` is None for a single date.

    `dates` are the ones on which it happened where those are not all from first to last.
    """

    how: str
    first: date
    last: date | None
    hours: Decimal
    dates: tuple[date, ...] = ()


@dataclass(frozen=True)
class Total:
    """All hours of one way to be there, and the number of different dates."""

    hours: Decimal
    dates: int


def dates_of(stay: Stay) -> set[date]:
    """The dates of a stay, as `dates_between` gives them."""
    return dates_between(stay.first, stay.last, stay.dates)


def dates_between(first: date, last: date | None, dates: Iterable[date] = ()) -> set[date]:
    """The dates that are named; without any, those from first to last.

    Inside a longer stay a weekend is not taken as dates; its own first and last are.
    """
    if named := {*dates}:
        return named
    last = last or first
    between = (first + timedelta(days=number) for number in range((last - first).days))
    return {first, last, *(day for day in between if day.weekday() < SATURDAY)}


def totals(stays: Iterable[Stay]) -> dict[str, Total]:
    """By how they were there; a date on which there were two activities is one date."""
    hours: dict[str, Decimal] = {}
    dates: dict[str, set[date]] = {}
    for stay in stays:
        hours[stay.how] = hours.get(stay.how, Decimal(0)) + stay.hours
        dates.setdefault(stay.how, set()).update(dates_of(stay))
    return {how: Total(hours[how], len(dates[how])) for how in hours}

"""Which days a measure looks at, for learners of one year group: plain dates, no Django.

Year groups are counted back from the one that a learner is in now: "since Year 7" for a Year 11 pupil of 2026-27 begins on
1 September 2022. A repeated year is not known, and reads as one year more.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from frontdoor.ground.years import first_day, last_day

FIRST_YEAR = 7  # the first year group that the guidance is about
BY_16, BY_18 = 11, 13  # "by 16" and "by 18" as the ends of year groups (domain 1.3)


@dataclass(frozen=True)
class Window:
    """The first and the last day."""

    since: date
    until: date


def years(year: str, now_in: int | None, first: int, last: int, by: str = "") -> Window:
    """From the start of year group `first` to the end of `last`, for learners who are in `now_in` in this academic year.

    `by` is a month and day (`02-28`) that ends the last year group instead of 31 August. Nothing lies after the end of
    this academic year. `now_in` None, where a learner has no year group, gives this year.
    """
    if now_in is None:
        return this_year(year)
    start = _back(first_day(year), now_in - first)
    end = _end(_back(first_day(year), now_in - last), by)
    return Window(start, min(end, last_day(year)))


def _end(start: date, by: str) -> date:
    """The last day, in the academic year that begins on `start`."""
    if not by:
        return date(start.year + 1, start.month, start.day) - timedelta(days=1)
    month, day = (int(part) for part in by.split("-"))
    return date(start.year + (month < start.month), month, day)


def this_year(year: str) -> Window:
    """The whole academic year."""
    return Window(first_day(year), last_day(year))


def by_end_of(year: str, now_in: int | None, last: int) -> Window:
    """What counts by the end of a year group: since Year 7 for "by 16", and since Year 12 for "by 18"."""
    first = FIRST_YEAR if last <= BY_16 else BY_16 + 1
    return years(year, now_in, min(first, last), last)


def _back(day: date, count: int) -> date:
    return day.replace(year=day.year - count)

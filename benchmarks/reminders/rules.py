"""When a reminder is due: plain rules on plain dates.

A stage names a week of a month. For one council it is due on the first school day from that week's Monday on, and is
made up for on any later school day until the stage's last day. Where two stages could go, only the later one does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frontdoor.ground.years import academic_year, first_day
from frontdoor.organisations.calendar.working_days import (
    Calendar,
    Span,
    is_school_day,
    last_full_week,
    next_school_day,
    week_of_month,
)

LAST_FULL_WEEK = -1


@dataclass(frozen=True)
class Stage:
    """When one reminder of the year goes. `until` is month and day; `week` is 1 to 4, or -1 for the last full week."""

    key: str
    month: int
    week: int
    until: tuple[int, int]


def in_year(year: str, month: int, day: int) -> date:
    """That day of an academic year: September to December lie in its first calendar year, the rest in its second."""
    begins = first_day(year)
    return date(begins.year if month >= begins.month else begins.year + 1, month, day)


def week_of(stage: Stage, year: str) -> Span:
    """The Monday to Friday in which the stage is meant to go."""
    start = in_year(year, stage.month, 1)
    if stage.week == LAST_FULL_WEEK:
        return last_full_week(start.year, start.month)
    return week_of_month(start.year, start.month, stage.week)


def window(stage: Stage, year: str, calendar: Calendar) -> Span | None:
    """From the day the stage is due for this council to its last day. None when no school day is left by then."""
    due = next_school_day(week_of(stage, year).first, calendar)
    last = in_year(year, *stage.until)
    return Span(due, last) if due <= last else None


def due_stage(stages: Iterable[Stage], on: date, calendar: Calendar) -> Stage | None:
    """The stage whose reminder may go to the schools of this council on this day, if any."""
    if not is_school_day(on, calendar):
        return None
    year = academic_year(on)
    open_now = []
    for stage in stages:
        days = window(stage, year, calendar)
        if days and on in days:
            open_now.append((days.first, stage.key, stage))
    return max(open_now)[2] if open_now else None

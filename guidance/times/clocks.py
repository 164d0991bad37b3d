"""Hours of the clock in England as real moments. Pure: no Django.

The clocks change at 1am UTC, on the last Sunday of March and of October. In March the clock jumps from 1am to 2am: what
lies between does not exist. In October the hour from 1am comes twice: hours mean the first of the two only, so that no
two moments have the same name.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from frontdoor.ground.calendars import LONDON

ONE_DAY = timedelta(days=1)
CHANGES_AT = time(1)  # of UTC
NO_TIME = timedelta()


class Stretch(NamedTuple):
    """From a moment to a later one, the last not included."""

    start: datetime
    end: datetime


def stretches(day: date, starts_at: time, ends_at: time) -> list[Stretch]:
    """The moments of a day whose clock shows `starts_at` or later, and not yet `ends_at`: one stretch, or none.

    On the night in October it can be two, with the second 1am hour between them.
    """
    wall, wall_end = datetime.combine(day, starts_at), datetime.combine(day, ends_at)
    before, after = _offsets(day)
    if before == after:
        return [Stretch(_utc(wall, before), _utc(wall_end, before))] if wall < wall_end else []
    change = datetime.combine(day, CHANGES_AT)
    last_before, first_after = change + before, change + max(before, after)
    found = [
        Stretch(_utc(wall, before), _utc(min(wall_end, last_before), before)),
        Stretch(_utc(max(wall, first_after), after), _utc(wall_end, after)),
    ]
    return _joined([one for one in found if one.start < one.end])


def without(stretch: Stretch, gaps: list[Stretch]) -> Iterator[Stretch]:
    """What is left of a stretch when gaps are taken out of it, in order."""
    start = stretch.start
    for gap in sorted(gaps):
        if gap.end <= start or gap.start >= stretch.end:
            continue
        if gap.start > start:
            yield Stretch(start, gap.start)
        start = gap.end
    if start < stretch.end:
        yield Stretch(start, stretch.end)


def london_day(moment: datetime) -> date:
    """The day in England."""
    return moment.astimezone(LONDON).date()


def days_between(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - day.weekday() * ONE_DAY


def _offsets(day: date) -> tuple[timedelta, timedelta]:
    """How far the clock is ahead of UTC when the day begins and when the next one does."""
    midnight, next_midnight = (datetime.combine(one, time(), LONDON) for one in (day, day + ONE_DAY))
    return midnight.utcoffset() or NO_TIME, next_midnight.utcoffset() or NO_TIME


def _utc(wall: datetime, offset: timedelta) -> datetime:
    return (wall - offset).replace(tzinfo=UTC)


def _joined(parts: list[Stretch]) -> list[Stretch]:
    """Two that touch are one: no time passes while the clock jumps."""
    if len(parts) == 2 and parts[0].end == parts[1].start:
        return [Stretch(parts[0].start, parts[1].end)]
    return parts

"""Days as an iCalendar file (RFC 5545), in the time of England whatever the calendar's own. Pure: no Django.

A set of days is one event that repeats by the week, in local time: 9:30am stays 9:30am when the clocks change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import icalendar
from icalendar import STATUS, TRANSP

from frontdoor.ground.calendars import LONDON, WEEKDAYS, empty, printable
from workexperience.offers.plan import Days, days


@dataclass(frozen=True)
class Event:
    """One set of days. `uid` is the same for the same days each time, so that a calendar finds its own entry again."""

    uid: str
    days: Days
    summary: str
    place: str
    words: str
    address: str


def calendar(events: Iterable[Event], *, since: datetime) -> bytes:
    """The file, of events that are as they are `since` then: the same each time. Days that are only on offer keep nobody's time busy: they are tentative and transparent."""
    file = empty("-//Frontdoor//Work experience//EN")
    for event in events:
        if dates := days(event.days):
            file.add_component(_entry(event, dates, since))
    return file.to_ical()


def _entry(event: Event, dates: list[date], since: datetime) -> icalendar.Event:
    held = event.days
    entry = icalendar.Event.new(
        uid=event.uid,
        stamp=since,
        start=datetime.combine(dates[0], held.starts_at, LONDON),
        end=datetime.combine(dates[0], held.ends_at, LONDON),
        summary=printable(event.summary),
        location=printable(event.place),
        description=printable(event.words),
        url=event.address,
        status=STATUS.TENTATIVE,
        transparency=TRANSP.TRANSPARENT,
    )
    if len(dates) > 1:
        entry.add("rrule", _repeats(held, dates[-1]))
    return entry


def _repeats(held: Days, last: date) -> icalendar.vRecur:
    """Each week on these weekdays; the last moment is told in UTC, as RFC 5545 (3.3.10) asks where a zone is named."""
    until = datetime.combine(last, held.starts_at, LONDON).astimezone(UTC)
    return icalendar.vRecur(freq="WEEKLY", until=until, byday=[WEEKDAYS[day - 1] for day in sorted(set(held.weekdays))])

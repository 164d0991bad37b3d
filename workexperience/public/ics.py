"""Days as an iCalendar file (RFC 5545), in the time of England whatever the calendar's own. Pure: no Django.

A set of days is one event that repeats by the week, in local time: 9:30am stays 9:30am when the clocks change. The rules of
the clocks are written into the file (RFC 5545, 3.6.5), so no program has to know the zone's name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
from icalendar import STATUS, TRANSP

from workexperience.offers.plan import Days, days

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Since 1996: summer time begins and ends at 1am UTC on the last Sunday of March and of October. Written as that rule, which
# has no last year; the library's own way from a zone to its clocks is a list of every change until 2038.
CLOCKS = icalendar.Timezone.from_ical(
    """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""
)


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
    file = icalendar.Calendar()
    file.add("prodid", "-//Frontdoor//Work experience//EN")
    file.add("version", "2.0")
    file.add_component(CLOCKS)
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
        summary=_printable(event.summary),
        location=_printable(event.place),
        description=_printable(event.words),
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


def _printable(text: str) -> str:
    """The text without its control characters, which no value may hold (3.3.11) and the library lets through; line ends stay."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(filter(str.isprintable, line)) for line in lines)

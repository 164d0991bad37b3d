"""Days as an iCalendar file (RFC 5545), in the time of England whatever the calendar's own. Pure: no Django.

A set of days is one event that repeats by the week, in local time: 9:30am stays 9:30am when the clocks change. The rules of
the clocks are written into the file (RFC 5545, 3.6.5), so no program has to know the zone's name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from workexperience.offers.plan import Days, days

ZONE = "Europe/London"
LONDON = ZoneInfo(ZONE)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WIDTH = 75  # bytes of a line, without its end
# Since 1996: summer time begins and ends at 1am UTC on the last Sunday of March and of October.
CLOCKS = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
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
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Frontdoor//Work experience//EN", *CLOCKS.split("\n")]
    for event in events:
        lines += _event(event, since)
    return b"".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, since: datetime) -> Iterator[str]:
    dates = days(event.days)
    if not dates:
        return
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_utc(since)}"
    yield f"DTSTART;TZID={ZONE}:{_local(dates[0], event.days.starts_at)}"
    yield f"DTEND;TZID={ZONE}:{_local(dates[0], event.days.ends_at)}"
    if len(dates) > 1:
        yield _repeats(event.days, dates[-1])
    yield f"SUMMARY:{escaped(event.summary)}"
    yield f"LOCATION:{escaped(event.place)}"
    yield f"DESCRIPTION:{escaped(event.words)}"
    yield f"URL:{event.address}"
    yield from ("STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "END:VEVENT")


def _repeats(held: Days, last: date) -> str:
    """Each week on these weekdays; the last moment is told in UTC, as RFC 5545 (3.3.10) asks where a zone is named."""
    until = datetime.combine(last, held.starts_at, LONDON)
    names = ",".join(WEEKDAYS[day - 1] for day in sorted(set(held.weekdays)))
    return f"RRULE:FREQ=WEEKLY;UNTIL={_utc(until)};BYDAY={names}"


def _local(day: date, at: time) -> str:
    return f"{datetime.combine(day, at):%Y%m%dT%H%M%S}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A text as a value (3.3.11): marks and line ends written with a backslash, nothing that cannot be printed."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    lines = text.replace("\r\n", "\n").split("\n")
    return "\\n".join("".join(filter(str.isprintable, line)) for line in lines)


def folded(line: str) -> bytes:
    """One content line with its end, broken so that none is longer than 75 bytes (3.1); no letter is cut in two."""
    rows, row = [], b""
    for letter in line:
        more = letter.encode()
        if len(row) + len(more) > WIDTH:
            rows.append(row)
            row = b" "
        row += more
    return b"\r\n".join([*rows, row]) + b"\r\n"

"""What every calendar file needs (RFC 5545): its head, the clocks of England, and values without control characters.

The rules of the clocks are written into the file (3.6.5), so no program has to know the zone's name. Pure: no Django.
"""

from zoneinfo import ZoneInfo

import icalendar

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


def empty(prodid: str) -> icalendar.Calendar:
    """A file with no event yet. `prodid` names who made it: `-//Frontdoor//Work experience//EN`."""
    file = icalendar.Calendar()
    file.add("prodid", prodid)
    file.add("version", "2.0")
    file.add_component(CLOCKS)
    return file


def printable(text: str) -> str:
    """The text without its control characters, which no value may hold (3.3.11) and the library lets through; line ends stay."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(filter(str.isprintable, line)) for line in lines)

"""An adviser's booked meetings as a calendar (RFC 5545): times and references, and nothing about anybody. Pure: no Django."""

from collections.abc import Iterable
from datetime import datetime

import icalendar

from frontdoor.ground.calendars import LONDON, empty

SUMMARY = "Guidance meeting"


def calendar(meetings: Iterable[tuple[datetime, datetime, str, datetime]], *, host: str) -> bytes:
    """The file, of meetings as (start, end, reference, when it was booked): the same each time, whoever asks."""
    file = empty("-//Frontdoor//Guidance//EN")
    for start, end, reference, booked_at in meetings:
        file.add_component(_entry(start, end, reference, booked_at, host))
    return file.to_ical()


def _entry(start: datetime, end: datetime, reference: str, booked_at: datetime, host: str) -> icalendar.Event:
    return icalendar.Event.new(
        uid=f"guidance-meeting-{reference}@{host}",
        stamp=booked_at,
        start=start.astimezone(LONDON),
        end=end.astimezone(LONDON),
        summary=SUMMARY,
        description=f"Reference {reference}",
    )

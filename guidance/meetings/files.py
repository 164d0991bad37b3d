"""One meeting as a calendar file (RFC 5545): when, where, with whom. Nothing of whom it is for. Pure of the database."""

from datetime import datetime

import icalendar

from frontdoor.ground.calendars import LONDON, empty, printable
from guidance.booking import words
from guidance.models import Channel, Meeting

SUMMARY = "Meeting with a careers adviser"


def calendar(meeting: Meeting, *, host: str, now: datetime) -> bytes:
    """The file. Put into the calendar again after a move, it changes the entry that is there."""
    file, entry = empty("-//Frontdoor//Guidance//EN"), icalendar.Event()
    entry.add("uid", f"guidance-meeting-{meeting.reference}@{host}")
    entry.add("dtstamp", now)
    entry.add("sequence", meeting.moves + meeting.is_cancelled)
    entry.add("dtstart", meeting.during.lower.astimezone(LONDON))
    entry.add("dtend", meeting.during.upper.astimezone(LONDON))
    entry.add("summary", SUMMARY)
    entry.add("location", printable(_where(meeting)))
    entry.add("description", printable("\n".join(_said(meeting))))
    entry.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    file.add_component(entry)
    return file.to_ical()


def _where(meeting: Meeting) -> str:
    if meeting.channel == Channel.FACE and meeting.place:
        place = meeting.place
        return ", ".join(part for part in (place.name, place.address, place.postcode) if part)
    if meeting.channel == Channel.VIDEO and meeting.adviser.video_room:
        return str(meeting.adviser.video_room)
    return words.how(meeting)


def _said(meeting: Meeting) -> list[str]:
    """A calendar is often shared: the learner's number stays out."""
    with_whom = f"{words.how(meeting)} with {words.adviser(meeting)}, {meeting.adviser.service.organisation.name}"
    joining = ["Your adviser rings you."] if meeting.channel == Channel.PHONE else words.joining(meeting)
    return [with_whom, f"Reference: {meeting.reference}", *joining]

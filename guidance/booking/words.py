"""A meeting in words: when, how, where, with whom. Pages and letters say the same."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from guidance.advisers.standing import name_of
from guidance.booking.finding import Slot
from guidance.models import Channel, Hold, Meeting, Place
from guidance.times.words import day_with_weekday, hours

PREPARE = (
    "Think of one or two questions that you want an answer to.",
    "Have a look at careers that interest you, and note what you like about them.",
    "Have your subjects, grades or CV at hand if you have them. It is fine if you have none.",
)


def when(meeting: Meeting | Hold) -> str:
    """`Monday 30 November 2026, 10am to 10:45am`, by the clock in England."""
    return _when(meeting.during.lower, meeting.during.upper)


def time(slot: Slot) -> str:
    """The same of a free time, with its adviser."""
    return f"{_when(slot.time.start, slot.time.end)}, with {name_of(slot.adviser)}"


def _when(start: datetime, end: datetime) -> str:
    begins, ends = timezone.localtime(start), timezone.localtime(end)
    return f"{day_with_weekday(begins.date())}, {hours(begins.time(), ends.time())}"


def how(meeting: Meeting | Hold) -> str:
    """`Video call`."""
    return str(Channel(meeting.channel).label)


def adviser(meeting: Meeting | Hold) -> str:
    """The adviser's name."""
    return name_of(meeting.adviser)


def joining(meeting: Meeting) -> list[str]:
    """How the learner gets to the meeting, line by line."""
    return [*_ways(meeting)]


def _ways(meeting: Meeting) -> Iterable[str]:
    if meeting.channel == Channel.FACE and meeting.place:
        yield from at(meeting.place)
    elif meeting.channel == Channel.PHONE:
        yield f"Your adviser rings you on {meeting.phone}." if meeting.phone else "Your adviser rings you."
    elif meeting.adviser.video_room:
        yield "Open this address in a browser when it is time:"
        yield meeting.adviser.video_room
    else:
        yield "Your adviser has not given the address of the video call yet. It will stand on this page before the meeting."


def at(place: Place) -> list[str]:
    """A place's lines: name, address, postcode, how to find it, and whether there is a way in without steps."""
    steps = "There is a step-free way in." if place.step_free else "There is no step-free way in."
    return [line for line in (place.name, place.address, place.postcode, place.finding_it, steps) if line]

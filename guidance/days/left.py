"""Coming meetings whose adviser does not work for the service any more: times and references, and nothing about anybody."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from guidance.advisers import queries as advisers
from guidance.booking.actions import Chosen
from guidance.booking.queries import BEGINS, around
from guidance.booking.ways import is_adult, ways
from guidance.models import Adviser, Channel, Meeting, Service
from guidance.times import queries as times
from guidance.times.clocks import london_day
from guidance.times.free import Time
from guidance.times.stored import Asker

LEFT_SCHOOL = (
    "The person who is booked is not on the roll of the school that chose this service any more: cancel the meeting."
)
NOT_CHOSEN = "This service does not give guidance to the person who is booked any more: cancel the meeting."


def left(services: Iterable[Service], now: datetime) -> QuerySet[Meeting]:
    """Those of these services that have not begun, the next first."""
    found = Meeting.objects.filter(adviser__service__in=services, cancelled_at=None, during__startswith__gt=now)
    return around(found.exclude(adviser__in=advisers.at_work())).order_by(BEGINS.asc(), "pk")


def who_could(meeting: Meeting, now: datetime) -> list[Adviser]:
    """The advisers of the same service who are free at the meeting's time and meet people in its way, at its place."""
    day = london_day(meeting.during.lower)
    here = list(advisers.at_work().filter(service=meeting.adviser.service_id).select_related("user").order_by("pk"))
    is_child = not is_adult(meeting.learner, today=timezone.localdate(now))
    found = times.free(here, day, day, now, Asker(meeting_id=meeting.pk, is_child=is_child))
    fits = {pk for pk, rows in found.items() if any(_is_same(meeting, one) for one in rows)}
    return [one for one in here if one.pk in fits]


def _is_same(meeting: Meeting, time: Time) -> bool:
    at_its_place = meeting.channel != Channel.FACE or time.place_id == meeting.place_id
    return time.start == meeting.during.lower and meeting.channel in time.channels and at_its_place


def why_nobody(meeting: Meeting, now: datetime) -> str:
    """Why no adviser of this service can have the meeting any more, as a sentence without a name; empty when one can."""
    day, service_id = london_day(meeting.during.lower), meeting.adviser.service_id
    if any(
        way.service_id == service_id and way.includes(day) for way in ways(meeting.learner, now=now, moving=meeting.pk)
    ):
        return ""
    on_roll = meeting.learner.enrolments.filter(institution=meeting.institution_id, ended_on=None)
    return NOT_CHOSEN if meeting.institution_id is None or on_roll.exists() else LEFT_SCHOOL


def given_to(meeting: Meeting, adviser_id: int) -> Chosen:
    """The same time and way with another adviser."""
    return Chosen(adviser_id, meeting.during.lower, meeting.channel)

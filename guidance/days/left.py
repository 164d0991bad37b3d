"""Coming meetings whose adviser does not work for the service any more: times and references, and nothing about anybody."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from guidance.advisers import queries as advisers
from guidance.booking.actions import Chosen
from guidance.booking.queries import BEGINS, around
from guidance.booking.ways import is_adult
from guidance.models import Adviser, Meeting, Service
from guidance.times import queries as times
from guidance.times.clocks import london_day
from guidance.times.stored import Asker


def left(services: Iterable[Service], now: datetime) -> QuerySet[Meeting]:
    """Those of these services that have not begun, the next first."""
    found = Meeting.objects.filter(adviser__service__in=services, cancelled_at=None, during__startswith__gt=now)
    return around(found.exclude(adviser__in=advisers.at_work())).order_by(BEGINS.asc(), "pk")


def who_could(meeting: Meeting, now: datetime) -> list[Adviser]:
    """The advisers of the same service who are free at the meeting's time and meet people in its way."""
    day, start = london_day(meeting.during.lower), meeting.during.lower
    here = list(advisers.at_work().filter(service=meeting.adviser.service_id).select_related("user").order_by("pk"))
    is_child = not is_adult(meeting.learner, today=timezone.localdate(now))
    found = times.free(here, day, day, now, Asker(meeting_id=meeting.pk, is_child=is_child))
    fits = {
        pk for pk, rows in found.items() if any(one.start == start and meeting.channel in one.channels for one in rows)
    }
    return [one for one in here if one.pk in fits]


def given_to(meeting: Meeting, adviser_id: int) -> Chosen:
    """The same time and way with another adviser."""
    return Chosen(adviser_id, meeting.during.lower, meeting.channel)

"""An adviser's meetings and the learners they see by them: while the reason of the meeting lives, and not a day longer."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from guidance.access import own_advising
from guidance.booking.queries import BEGINS, around, coming
from guidance.booking.reasons import is_open
from guidance.models import Adviser, Meeting
from guidance.times.clocks import london_day

LOOK_BACK = timedelta(days=28)  # how long somebody can still say what happened


@dataclass
class Case:
    """A learner whom an adviser sees, with the meetings on either side of now."""

    learner: Any
    last: Meeting | None = None
    next: Meeting | None = None
    meetings: list[Meeting] = field(default_factory=list)


def with_sight(found: QuerySet[Meeting], today: date) -> QuerySet[Any]:
    """The same, each with `is_seen`: whether its adviser may still see the learner."""
    return found.annotate(is_seen=is_open(today))


def ahead(mine: Iterable[Adviser], now: datetime) -> QuerySet[Any]:
    """The coming meetings of these rows of one person, the next first."""
    return with_sight(coming(Meeting.objects.filter(adviser__in=mine), now), timezone.localdate(now))


def unsaid(mine: Iterable[Adviser], now: datetime) -> QuerySet[Any]:
    """Meetings of the last 28 days of which nobody has said what happened, the oldest first."""
    return with_sight(around(_unsaid(mine, now)), timezone.localdate(now)).order_by(BEGINS.asc(), "pk")


def to_say(mine: Iterable[Adviser], now: datetime) -> QuerySet[Meeting]:
    """Those of them whose learner the adviser still sees, so that they can say it."""
    return _unsaid(mine, now).filter(is_open(timezone.localdate(now)))


def _unsaid(mine: Iterable[Adviser], now: datetime) -> QuerySet[Meeting]:
    since = timezone.localdate(now) - LOOK_BACK
    over = Meeting.objects.filter(adviser__in=mine, cancelled_at=None, outcome="", during__endswith__lte=now)
    return over.filter(during__startswith__date__gte=since)


def seen(user: Any, today: date) -> QuerySet[Meeting]:
    """The meetings by which this person sees a learner today as their adviser."""
    return around(Meeting.objects.filter(is_open(today), adviser__in=own_advising(user)))


def by_day(meetings: Iterable[Any]) -> list[tuple[date, list[Any]]]:
    """Meetings that are in order, day by day in England."""
    return [(day, list(rows)) for day, rows in groupby(meetings, key=lambda one: london_day(one.during.lower))]


def caseload(user: Any, now: datetime) -> list[Case]:
    """The learners whom this person sees, who is next first; those without a coming meeting by name. One query."""
    cases: dict[int, Case] = {}
    for meeting in seen(user, timezone.localdate(now)).order_by(BEGINS.asc(), "pk"):
        case = cases.setdefault(meeting.learner_id, Case(meeting.learner))
        case.meetings.append(meeting)
        if meeting.during.upper <= now:
            case.last = meeting
        elif case.next is None:
            case.next = meeting
    return sorted(cases.values(), key=_place)


def _place(case: Case) -> tuple[bool, datetime, str]:
    begins = case.next.during.lower if case.next else datetime.max.replace(tzinfo=case.meetings[0].during.lower.tzinfo)
    return case.next is None, begins, f"{case.learner.family_name} {case.learner.given_names}".casefold()

"""Why an adviser may see the learner: from booking to the end of follow-up, and nobody else of the service."""

from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from frontdoor.record.access import live
from frontdoor.record.actions import end_reason, open_reasons
from frontdoor.record.models import Reason, ReasonKind, ReasonScope
from guidance.booking.rules import FOLLOW_UP
from guidance.models import Meeting

KEY = "guidance.meeting:"


def key_of(meeting: Meeting) -> str:
    """What opened it. A meeting that moved has another reason, because it may have another adviser and has another end."""
    return f"{KEY}{meeting.pk}:{meeting.moves}"


def is_open(today: date) -> Exists:
    """Whether the reason of a meeting lives, as a condition of `Meeting` rows: its adviser still sees the learner."""
    key = Concat(Value(KEY), Cast(OuterRef("pk"), CharField()), Value(":"), Cast(OuterRef("moves"), CharField()))
    return Exists(Reason.objects.filter(live(today), source_key=key, person=OuterRef("adviser__user")))


def begin(meeting: Meeting, *, now: datetime) -> None:
    """Open the record to the adviser of this meeting."""
    reason = Reason(
        learner=meeting.learner,
        kind=ReasonKind.BOOKED,
        scope=ReasonScope.RECORD,
        source_key=key_of(meeting),
        starts_on=timezone.localdate(now),
        until=timezone.localdate(meeting.during.lower) + FOLLOW_UP,
        person=meeting.adviser.user,
        created_at=now,
    )
    open_reasons([reason])


def end(meeting: Meeting, *, by: Any, now: datetime) -> None:
    """Close it at once."""
    end_reason(source_key=key_of(meeting), now=now, by=by)

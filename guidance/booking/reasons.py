"""Why an adviser may see the learner: from booking to the end of follow-up, and nobody else of the service."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from frontdoor.record.actions import end_reason, open_reasons
from frontdoor.record.models import Reason, ReasonKind, ReasonScope
from guidance.booking.rules import FOLLOW_UP
from guidance.models import Meeting


def key_of(meeting: Meeting) -> str:
    """What opened it. A meeting that moved has another reason, because it may have another adviser and has another end."""
    return f"guidance.meeting:{meeting.pk}:{meeting.moves}"


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

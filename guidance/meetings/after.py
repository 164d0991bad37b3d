"""What a learner finds on the page of a meeting at which they were. Whoever has only the letter's key reads none of it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from frontdoor.record.plan.words import when
from guidance.feedback import rules as feedback
from guidance.meetings.doors import Door
from guidance.models import Feedback, Summary
from guidance.outcomes import sharing
from guidance.outcomes.actions import CAME
from guidance.outcomes.queries import agreed_in, summary_of
from guidance.times.clocks import london_day


@dataclass(frozen=True)
class After:
    """The summary with its readers, what was agreed, and whether they can say how it was, or have."""

    summary: Summary | None = None
    readers: list[str] = field(default_factory=list)
    steps: list[tuple[str, str]] = field(default_factory=list)  # what, and who does it by when
    has_said: bool = False
    can_say: bool = False
    until: date | None = None


def after(door: Door, now: datetime) -> After | None:
    """None before its adviser has said that they came, and where they did not."""
    meeting, today = door.meeting, timezone.localdate(now)
    if meeting.outcome not in CAME:
        return None
    facts: dict[str, Any] = {
        "has_said": Feedback.objects.filter(meeting=meeting).exists(),
        "can_say": not feedback.why_not(meeting, today),
        "until": feedback.last_day(london_day(meeting.during.lower)),
    }
    if not door.is_own:
        return After(**facts)
    summary = summary_of(meeting)
    steps = [
        (one.text, ". ".join(filter(None, [str(one.get_owner_display()), when(one, today=today)])))
        for one in agreed_in(meeting)
    ]
    return After(
        summary=summary,
        readers=list(sharing.readers(meeting, summary, today=today)) if summary else [],
        steps=steps,
        **facts,
    )

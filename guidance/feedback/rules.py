"""When a learner can say how a meeting was: from when its adviser says that they came until follow-up is over."""

from datetime import date, datetime

from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from guidance.booking.rules import FOLLOW_UP
from guidance.models import Meeting, Outcome
from guidance.times.clocks import london_day

CANCELLED = "This meeting was cancelled, so there is nothing to say about it."
MISSED = "You were not at this meeting, so there is nothing to say about it."
NOT_YET = "You can say whether it helped when your adviser has noted that you met. They do that after the meeting."
LATE = "You could say until {day} whether this meeting helped. That day is over."
MONTHS = 12  # that those who run a service look back


def last_day(met_on: date) -> date:
    """The last day on which something can be said, or changed, of a meeting of that day."""
    return met_on + FOLLOW_UP


def why_not(meeting: Meeting, today: date) -> str:
    """Why nothing can be said of it today, as a sentence to its learner; empty when it can."""
    if meeting.cancelled_at:
        return CANCELLED
    if meeting.outcome == Outcome.MISSED:
        return MISSED
    if not meeting.outcome:
        return NOT_YET
    until = last_day(london_day(meeting.during.lower))
    return LATE.format(day=day_in_words(until)) if today > until else ""


def this_month(now: datetime) -> datetime:
    """The first moment of the month, by the clock in England."""
    return timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def since(now: datetime) -> datetime:
    """The first moment of the month a year ago: whole months, so that no list changes by the day."""
    begins = this_month(now)
    return begins.replace(year=begins.year - MONTHS // 12)

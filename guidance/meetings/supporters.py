"""Somebody whom a learner wants beside them: asked by the learner, or by staff to whom the learner has said so.

They get the time and how to join, and nothing of the record. The callers prove that the learner agrees.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from guidance.booking.actions import BEGUN, CANCELLED
from guidance.meetings import supporter_letters as letters
from guidance.models import Meeting, Supporter

MOST = 2
MOST_EVER = 6  # with those who were taken back: a meeting is no way to write to everybody
FULL = f"You can ask {MOST} people to join a meeting. Take one back before you ask somebody else."
OFTEN = "You have asked many people to this meeting already. Tell your adviser at the meeting who else should come."


def live(meeting: Meeting) -> QuerySet[Supporter]:
    """Who is asked to join now, in the order in which they were asked."""
    return Supporter.objects.filter(meeting=meeting, ended_at=None).order_by("pk")


@transaction.atomic
def invite(*, meeting_id: int, name: str, email: str, by: Any, now: datetime) -> Supporter:
    """Ask somebody to join; they get a letter. The same address again is the same supporter. Refused in words."""
    meeting = _held(meeting_id)
    if same := live(meeting).filter(email__iexact=email).first():
        return same
    if meeting.cancelled_at:
        raise Refused(CANCELLED)
    if meeting.during.lower <= now:
        raise Refused(BEGUN)
    if live(meeting).count() >= MOST:
        raise Refused(FULL)
    if Supporter.objects.filter(meeting=meeting).count() >= MOST_EVER:
        raise Refused(OFTEN)
    made = Supporter.objects.create(meeting=meeting, name=name, email=email, created_by=by, created_at=now)
    letters.asked(made, meeting, now=now)
    return made


@transaction.atomic
def take_back(*, supporter_id: int, by: Any, now: datetime) -> Supporter:
    """They are not asked any more, and told so while the meeting lies ahead. Repeating changes nothing."""
    meeting = _held(Supporter.objects.values_list("meeting", flat=True).get(pk=supporter_id))
    supporter = Supporter.objects.get(pk=supporter_id)
    if supporter.ended_at:
        return supporter
    supporter.ended_by, supporter.ended_at = by, now
    supporter.save(update_fields=["ended_by", "ended_at"])
    if meeting.cancelled_at is None and meeting.during.lower > now:
        letters.taken_back(supporter, meeting, now=now)
    return supporter


def _held(meeting_id: int) -> Meeting:
    """Whoever asks two people at once, or moves the meeting meanwhile, waits here."""
    around = ("learner", "adviser__user", "adviser__service__organisation", "place")
    return Meeting.objects.select_for_update(of=("self",)).select_related(*around).get(pk=meeting_id)

"""Whose meetings these are."""

from datetime import datetime

from django.db.models import F, Func, QuerySet

from frontdoor.ground.often import asked_often
from frontdoor.record.models import Learner
from guidance.models import Hold, Meeting

AROUND = ("adviser__user", "adviser__service__organisation", "learner__account", "place", "institution")
BEGINS = Func(F("during"), function="lower")


def around(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """With all that pages and letters show."""
    return found.select_related(*AROUND)


def coming(found: QuerySet[Meeting], now: datetime) -> QuerySet[Meeting]:
    """Those that are booked and have not ended yet, the next first."""
    return around(found.filter(cancelled_at=None, during__endswith__gt=now)).order_by(BEGINS.asc(), "pk")


@asked_often
def to_come(*, learner_id: int, now: datetime) -> QuerySet[Meeting]:
    """A learner's meetings that are booked and not over, read at once."""
    return Meeting.objects.filter(learner=learner_id, cancelled_at=None, during__endswith__gt=now)


def of_learner(learner: Learner) -> QuerySet[Meeting]:
    """All of a learner's meetings, the newest first, cancelled ones too."""
    return around(Meeting.objects.filter(learner=learner)).order_by(BEGINS.desc(), "-pk")


def hold_of(user_id: int, *, now: datetime) -> Hold | None:
    """The time that is kept for somebody now."""
    live = Hold.objects.filter(user=user_id, expires_at__gt=now)
    return live.select_related("adviser__user", "adviser__service__organisation", "place").first()


def booked_at(learner: Learner, adviser_id: int, start: datetime) -> Meeting | None:
    """The learner's live meeting with this adviser that begins then: what a second press has booked already."""
    return Meeting.objects.filter(
        learner=learner, adviser=adviser_id, cancelled_at=None, during__startswith=start
    ).first()

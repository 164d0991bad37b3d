"""Reads about records that were joined."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from frontdoor.record.joining.rules import Verdict, person, verdict
from frontdoor.record.models import Enrolment, Joining, Learner

UNDO_WITHIN = timedelta(days=30)


def root(learner: Learner) -> Learner:
    """The record that a learner's has been joined into, through any number of joinings; itself when none."""
    while learner.joined_into_id:
        learner = Learner.objects.get(pk=learner.joined_into_id)
    return learner


def with_absorbed(learner_ids: Iterable[int]) -> set[int]:
    """These learners and all that were joined into them."""
    found: set[int] = set()
    new = set(learner_ids)
    while new:
        found |= new
        new = set(Learner.objects.filter(joined_into__in=new).values_list("pk", flat=True)) - found
    return found


def compare(one: Learner, other: Learner) -> Verdict:
    """Whether two records are one person's, by what their rolls said."""
    a, b = (person(each.given_names, each.known_as, each.date_of_birth) for each in (one, other))
    return verdict(a, b)


def undoable(learner: Learner, *, now: datetime) -> QuerySet[Joining]:
    """What was joined into this record and can still come apart, the newest first."""
    fresh = Joining.objects.filter(kept=learner, undone_at=None, created_at__gt=now - UNDO_WITHIN)
    return fresh.select_related("absorbed").order_by("-created_at", "-pk")


def can_undo(joining: Joining, *, now: datetime) -> bool:
    """Whether the 30 days are not over; the page and the action ask this."""
    return joining.undone_at is None and now < joining.created_at + UNDO_WITHIN


def schools_of(joining: Joining) -> list[str]:
    """The institutions whose enrolments came with the joining, by name."""
    ids = joining.moved["rows"].get("record.Enrolment.learner", [])
    enrolments = Enrolment.objects.filter(pk__in=ids, learner=joining.kept_id).select_related("institution")
    return sorted({one.institution.label for one in enrolments})


def schools_in_words(joining: Joining) -> str:
    """`From Herefield School`; without a school, that it was another record of theirs."""
    return f"From {' and '.join(schools)}" if (schools := schools_of(joining)) else "Another record of yours"


def undo_until(joining: Joining) -> datetime:
    """The moment until which it can come apart."""
    return joining.created_at + UNDO_WITHIN

"""Reads of needs. Each asks for one institution's own marks, or for a learner's own."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Learner, Need, NeedKind


def needs_of(learners: Iterable[Learner], institution: Organisation) -> dict[int, list[NeedKind]]:
    """The live marks of many learners as one institution keeps them, by learner id, in one query. Ask SEE_NEEDS first."""
    found: dict[int, list[NeedKind]] = {}
    live = Need.objects.filter(institution=institution, learner__in=[one.pk for one in learners], ended_on=None)
    for learner_id, kind in live.order_by("learner", "kind").values_list("learner_id", "kind"):
        found.setdefault(learner_id, []).append(NeedKind(kind))
    return found


def kept(learner: Learner, institution: Organisation) -> QuerySet[Need]:
    """Every mark that an institution keeps or kept about a learner, newest first."""
    return Need.objects.filter(learner=learner, institution=institution).order_by("-starts_on", "kind")


def held_about(learner: Learner) -> QuerySet[Need]:
    """The live marks about a learner at all institutions: for the learner alone."""
    return learner.needs.filter(ended_on=None).select_related("institution").order_by("institution__name", "kind")


def why_not(kind: str, live: Iterable[str], starts_on: date, *, today: date) -> str:
    """Why a mark cannot start on this day, as a sentence; empty when it can. The form and the action ask it."""
    if kind in set(live):
        return "This mark is there already."
    if starts_on > today:
        return "The day must be today or in the past."
    return ""

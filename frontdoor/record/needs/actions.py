"""Starting and ending a mark. History keeps each change, with who made it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.models import Learner, Need, NeedKind
from frontdoor.record.needs import queries


@transaction.atomic
def start(
    *, learner: Learner, institution: Organisation, kind: NeedKind, starts_on: date, by: User, now: datetime
) -> Need:
    """Mark a learner from a day on. The same mark twice is one mark; refused for a day that has not come."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    live = queries.kept(learner, institution).filter(kind=kind, ended_on=None).first()
    if live:
        return live
    if why := queries.why_not(kind, [], starts_on, today=timezone.localdate(now)):
        raise Refused(why)
    return Need.objects.create(
        learner=learner, institution=institution, kind=kind, starts_on=starts_on, created_by=by, created_at=now
    )


@transaction.atomic
def end(*, need: Need, on: date) -> bool:
    """End a mark; whether it was still live. It stays in what was, and no list or count has it from now on."""
    return bool(Need.objects.filter(pk=need.pk, ended_on=None).update(ended_on=Greatest(on, F("starts_on"))))


@transaction.atomic
def take_back(*, need: Need) -> None:
    """Take away a mark that was never true: it is not shown as what was. The history of changes still knows of it."""
    Need.objects.filter(pk=need.pk).delete()


def end_with_enrolments(*, enrolments: Iterable[int], on: date) -> None:
    """End the marks that an institution keeps about those who leave its roll: it has no use for them any more."""
    live = Need.objects.filter(
        ended_on=None,
        learner__enrolments__in=[*enrolments],
        institution=F("learner__enrolments__institution"),
    )
    Need.objects.filter(pk__in=live.values("pk")).update(ended_on=Greatest(on, F("starts_on")))

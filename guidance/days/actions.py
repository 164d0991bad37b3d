"""An adviser books again; staff book for somebody who phones or walks in, and who may have no record yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from guidance.booking import actions
from guidance.booking.actions import Answers, Chosen
from guidance.booking.rules import AT_THAT_TIME, for_staff, why_not_again
from guidance.models import BookedAs, Meeting, Service


@dataclass(frozen=True)
class Caller:
    """Who phones or walks in, as they say."""

    given_names: str
    family_name: str
    born: date


@transaction.atomic
def book_again(*, learner: Learner, chosen: Chosen, answers: Answers, by: Any, now: datetime) -> Meeting:
    """An adviser books somebody whom they see, one meeting at a time. The same again is the same meeting."""
    Learner.objects.select_for_update(no_key=True).filter(pk=learner.pk).first()  # of two presses the second waits
    others = booked_ahead(learner, by=by, now=now).exclude(adviser=chosen.adviser_id, during__startswith=chosen.start)
    if why := why_not_again(others.count()):
        raise Refused(why)
    return actions.book(learner=learner, chosen=chosen, answers=answers, booked_as=BookedAs.ADVISER, by=by, now=now)


def booked_ahead(learner: Learner, *, by: Any, now: datetime) -> QuerySet[Meeting]:
    """The learner's meetings to come that this adviser booked themself."""
    mine = Meeting.objects.filter(learner=learner, booked_as=BookedAs.ADVISER, created_by=by)
    return mine.filter(cancelled_at=None, during__endswith__gt=now)


@transaction.atomic
def book_for_caller(
    *, service: Service, caller: Caller, chosen: Chosen, answers: Answers, by: Any, now: datetime
) -> Meeting:
    """Book for them at this service. The same again is the same meeting.

    What a caller says proves nothing, so it never leads to the record of an account: theirs here has none, and is begun
    now unless the same service began it when they phoned before.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second press waits, and finds the record of the first
    learner = _met_before(service, caller) or Learner.objects.create(
        given_names=caller.given_names,
        family_name=caller.family_name,
        date_of_birth=caller.born,
        created_by=by,
        created_at=now,
    )
    try:
        made = actions.book(learner=learner, chosen=chosen, answers=answers, booked_as=BookedAs.STAFF, by=by, now=now)
    except Refused as refusal:
        raise Refused(for_staff(str(refusal))) from refusal
    if made.created_by_id != by.pk:  # a colleague booked it: that is no second press
        raise Refused(for_staff(AT_THAT_TIME))
    return made


def _met_before(service: Service, caller: Caller) -> Learner | None:
    """The record that staff of the same service began when they phoned before."""
    here = Meeting.objects.filter(learner=OuterRef("pk"), adviser__service=service, booked_as=BookedAs.STAFF)
    names = {"given_names__iexact": caller.given_names, "family_name__iexact": caller.family_name}
    begun = Learner.objects.filter(created_by__memberships__organisation=service.organisation_id)
    without = begun.filter(**names, date_of_birth=caller.born, account=None, joined_into=None, enrolments=None)
    return without.filter(Exists(here)).order_by("pk").first()

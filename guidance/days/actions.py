"""Booking for somebody who phones or walks in, and who may have no record yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from frontdoor.record.carers.rules import years_old
from frontdoor.record.models import Learner
from guidance.booking import actions
from guidance.booking.actions import TAKEN, Answers, Chosen
from guidance.booking.rules import AT_THAT_TIME, for_staff
from guidance.booking.ways import ADULT
from guidance.models import BookedAs, Meeting, Service


@dataclass(frozen=True)
class Caller:
    """Who phones or walks in, as they say. `email` is used once, to find an account, and is not kept."""

    given_names: str
    family_name: str
    born: date
    email: str = ""


@transaction.atomic
def book_for_caller(
    *, service: Service, caller: Caller, chosen: Chosen, answers: Answers, by: Any, now: datetime
) -> Meeting:
    """Book for them at this service. The same again is the same meeting.

    An adult's own record is taken when address and birth date are those of its account; else a record without an account
    is begun. Whoever books is not told which: no answer says that somebody has an account, or another meeting.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second press waits, and finds the record of the first
    learner = _of_account(caller, timezone.localdate(now)) or _met_before(service, caller)
    learner = learner or Learner.objects.create(
        given_names=caller.given_names,
        family_name=caller.family_name,
        date_of_birth=caller.born,
        created_by=by,
        created_at=now,
    )
    try:
        made = actions.book(learner=learner, chosen=chosen, answers=answers, booked_as=BookedAs.STAFF, by=by, now=now)
    except Refused as refusal:
        raise Refused(TAKEN if str(refusal) == AT_THAT_TIME else for_staff(str(refusal))) from refusal
    if made.created_by_id != by.pk:  # theirs already, by somebody else: nothing is said of it
        raise Refused(TAKEN)
    return made


def _of_account(caller: Caller, today: date) -> Learner | None:
    """An adult's own record, known by two things: the confirmed address of the account and the birth date."""
    if not caller.email or years_old(caller.born, today) < ADULT:
        return None
    confirmed = {"account__emailaddress__email__iexact": caller.email, "account__emailaddress__verified": True}
    found = Learner.objects.filter(**confirmed, account__is_active=True, date_of_birth=caller.born, joined_into=None)
    return found.first()


def _met_before(service: Service, caller: Caller) -> Learner | None:
    """The record that the same service began when they phoned before."""
    here = Meeting.objects.filter(learner=OuterRef("pk"), adviser__service=service, booked_as=BookedAs.STAFF)
    names = {"given_names__iexact": caller.given_names, "family_name__iexact": caller.family_name}
    without = Learner.objects.filter(
        **names, date_of_birth=caller.born, account=None, joined_into=None, enrolments=None
    )
    return without.filter(Exists(here)).order_by("pk").first()

"""Somebody books for themself: a record is begun for who has none, and keeps the birth date that its owner gives."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.carers.rules import years_old
from frontdoor.record.claims.actions import start
from frontdoor.record.models import Learner
from guidance.booking.actions import Answers, Chosen, book
from guidance.models import BookedAs, Meeting

OLDEST = 120  # years
IN_THE_FUTURE = "Your date of birth must be in the past"
TOO_LONG_AGO = f"Your date of birth must be less than {OLDEST} years ago"


@dataclass(frozen=True)
class About:
    """What somebody says about themself where the portal does not know it; None and empty where it was not asked."""

    given_names: str = ""
    family_name: str = ""
    born: date | None = None


@transaction.atomic
def book_own(
    *, learner: Learner | None, about: About, chosen: Chosen, answers: Answers, by: Any, now: datetime
) -> Meeting:
    """Book it; nothing at all is kept when it is refused. The same again is the same meeting."""
    if learner is None:
        learner = start(given_names=about.given_names, family_name=about.family_name, by=by, now=now)
    if about.born:
        learner = say_born(learner=learner, born=about.born, by=by, now=now)
    return book(learner=learner, chosen=chosen, answers=answers, booked_as=BookedAs.LEARNER, by=by, now=now)


@transaction.atomic
def say_born(*, learner: Learner, born: date, by: Any, now: datetime) -> Learner:
    """The owner of a record gives its birth date, once: what a school or they have said already stays."""
    held = Learner.objects.select_for_update(of=("self",), no_key=True).get(pk=learner.pk)
    if held.account_id != by.pk:
        raise Refused("Only you can give your date of birth.")
    if problem := why_not_born(born, timezone.localdate(now)):
        raise Refused(f"{problem}.")
    if held.date_of_birth is None:
        held.date_of_birth = born
        held.save(update_fields=["date_of_birth"])
    return held


def why_not_born(born: date, today: date) -> str:
    """Why nobody is born then, as a sentence without its full stop; empty when somebody can be."""
    if born >= today:
        return IN_THE_FUTURE
    return TOO_LONG_AGO if years_old(born, today) >= OLDEST else ""

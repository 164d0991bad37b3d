"""Reads about codes: which one was typed, why it cannot be used, who on a roll has no account yet."""

from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from frontdoor.organisations.models import Membership, Organisation
from frontdoor.record import codes
from frontdoor.record.models import Carer, ClaimCode, Enrolment
from frontdoor.record.queries import roll

CLAIM = "claim"
# One sentence for a wrong code and a wrong birth date: whoever tries codes learns nothing.
NO_MATCH = (
    "This does not match a record. Check the code, and your date of birth if we asked for it. "
    "If it still does not work, ask your school for a new code"
)
# Of two people's records: which fact differs is not said.
NOT_WITH_YOURS = "This code cannot be used with the record that you have. Ask your school for help"
USED = "This code has been used. Each code works once. If it was not you who used it, tell your school"
EXPIRED = "This code has expired. Ask your school for a new one"
YOURS = "This record is yours already"
HAS_ACCOUNT = (
    "This record already has an account. Sign in with the email address that you used before, or ask your school"
)
STAFF = "You work at this school or college. The code is for the pupil or learner only"
PARENT = "This code is for your child only. You see what they have done on your own page"


def find_code(typed: str) -> ClaimCode | None:
    """The code that somebody typed; None when there is no such code, or a newer one has replaced it."""
    found = ClaimCode.objects.select_related("enrolment__learner", "enrolment__institution")
    return found.filter(code_hash__in=codes.hashes(typed, what_for=CLAIM)).first()


def why_not(code: ClaimCode | None, by: Any, *, now: datetime) -> str:
    """Why this person cannot use this code, as a sentence without its full stop; empty when they can."""
    if code is None:
        return NO_MATCH
    learner = code.enrolment.learner
    if learner.account_id == by.pk:
        return YOURS
    if code.used_at:
        return USED
    if now >= code.expires_at:
        return EXPIRED
    if learner.account_id:
        return HAS_ACCOUNT
    return _not_for(code.enrolment, by)


def _not_for(enrolment: Enrolment, by: Any) -> str:
    if Membership.objects.filter(user=by, organisation=enrolment.institution_id, ended_at=None).exists():
        return STAFF
    if Carer.objects.filter(Q(account=by) | Q(email=by.email), learner=enrolment.learner_id).exists():
        return PARENT
    return ""


def without_account(institution: Organisation, *, today: date) -> QuerySet[Enrolment]:
    """Those on the roll whose record has no account: whom a code can help."""
    return roll(institution, today=today).filter(learner__account=None)


def by_year(enrolments: QuerySet[Enrolment]) -> list[tuple[int | None, int]]:
    """How many in each year group, in order."""
    return list(enrolments.order_by("year_group").values_list("year_group").annotate(Count("pk")))

"""Sending a check, deciding about it, and withdrawing it."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from workexperience.checks import letters, rules
from workexperience.employers import queries as employers
from workexperience.listing.actions import refresh_employer
from workexperience.models import COUNTS, Check, Employer
from workexperience.placements import sweep

GONE = "You no longer work for this employer here."
DECIDED = "Somebody has decided about this check already."
NOT_YOURS = "This check is not yours to decide."
OWN = "You work or worked for this employer, so somebody else decides about its check."
NO_NAME = "You decide with your name, and we do not have it yet. Add it on the page of the check."
NUMBER_TAKEN = (
    "Another employer has been accepted with this number. Find out which of the two it belongs to. "
    "If it is this one, withdraw the other's check first."
)


@dataclass(frozen=True)
class Answers:
    """What an employer tells."""

    insurer: str
    policy_number: str
    insured_until: date
    health_and_safety: str
    young_people: str
    safeguarding_name: str
    safeguarding_email: str
    safeguarding_phone: str


@transaction.atomic
def send(*, organisation_id: int, answers: Answers, by: User, now: datetime) -> Check:
    """Send a check to whoever decides. While one waits it is that one, whatever was typed: answers never change."""
    _hold(Q(pk=organisation_id))
    employer = Employer.objects.select_related("organisation__council__hub").get(pk=organisation_id)
    if not employers.mine(by).filter(pk=employer.pk).exists():
        raise Refused(GONE)
    if found := employer.checks.filter(decided_at=None).first():
        return found
    if wrong := rules.problem_with_last_day(answers.insured_until, on=timezone.localdate(now)):
        raise Refused(f"{wrong}.")
    check = Check.objects.create(employer=employer, created_by=by, created_at=now, **asdict(answers))
    letters.sent(check, now=now)
    return check


@transaction.atomic
def accept(*, check_id: int, by: User, now: datetime) -> Check:
    """The employer is checked from now on, until its insurance runs out; its number is proven to be its own.

    An older check counts no more, even where its insurance ends later: what is true now is in the newer one.
    """
    check = _to_decide(check_id, by)
    if check.decided_at and check.accepted and check.decided_by_id == by.pk:
        return check  # a second press
    _refuse_decided(check)
    if check.insured_until < timezone.localdate(now):
        raise Refused("The insurance has run out, so this check cannot be accepted. Send it back.")
    _prove(check.employer)
    check.employer.checks.filter(COUNTS).update(replaced_at=now)
    _decide(check, accepted=True, note="", by=by, now=now)
    sweep.after_acceptance(check.employer, now=now)
    refresh_employer(check.employer_id, now=now)
    letters.accepted(check, now=now)
    return check


@transaction.atomic
def send_back(*, check_id: int, note: str, by: User, now: datetime) -> Check:
    """The employer reads the note and sends another one."""
    check = _to_decide(check_id, by)
    if check.accepted is False and check.decided_by_id == by.pk:
        return check
    _refuse_decided(check)
    if not note.strip():
        raise Refused("Say what has to change.")
    _decide(check, accepted=False, note=note.strip(), by=by, now=now)
    letters.sent_back(check, now=now)
    return check


@transaction.atomic
def withdraw(*, check_id: int, because: str, by: User, now: datetime) -> Check:
    """The employer is checked no more, at once; its number is free again.

    One that has run out can be withdrawn too: otherwise nobody else could ever prove the number that it holds.
    """
    check = _to_decide(check_id, by)
    if check.ended_at:
        return check
    if not check.accepted:
        raise Refused("Only a check that was accepted can be withdrawn.")
    if check.replaced_at:
        raise Refused("A newer check has replaced this one. Withdraw the newer one.")
    if not because.strip():
        raise Refused("Say why you withdraw it.")
    check.ended_by, check.ended_at, check.ended_because = by, now, because.strip()
    check.save(update_fields=["ended_by", "ended_at", "ended_because"])
    check.employer.proven_number = None
    check.employer.save(update_fields=["proven_number"])
    sweep.after_withdrawal(check.employer, now=now)
    refresh_employer(check.employer_id, now=now)
    letters.ended(check, now=now)
    return check


def why_not(user: User, check: Check) -> str:
    """Why this person may not decide about a check, as a sentence; empty when they may. Pages and actions ask this."""
    if not employers.overseen(user).filter(pk=check.employer_id).exists():
        return NOT_YOURS
    if user.pk == check.created_by_id or employers.ever_of(check.employer_id, user).exists():
        return OWN
    return "" if user.full_name else NO_NAME


def _hold(which: Q) -> None:
    """Everything about an employer's checks goes one after the other."""
    list(Employer.objects.filter(which).order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _to_decide(check_id: int, by: User) -> Check:
    """The check as it is now, with its employer held; refused when it is not for this person.

    All that claim the same number are held with it, in one order: of two that are accepted at once one is refused.
    """
    found = Check.objects.select_related("employer").get(pk=check_id).employer
    claims = Q(pk=found.pk)
    if found.number:
        claims |= Q(number_kind=found.number_kind, number=found.number)
    _hold(claims)
    check = Check.objects.select_related("employer__organisation__council__hub").get(pk=check_id)
    if refusal := why_not(by, check):
        raise Refused(refusal)
    return check


def _refuse_decided(check: Check) -> None:
    if check.decided_at:
        raise Refused(DECIDED)


def _prove(employer: Employer) -> None:
    """The number becomes this employer's own."""
    if employer.identity is None:
        return
    if Employer.objects.filter(proven_number=employer.identity).exclude(pk=employer.pk).exists():
        raise Refused(NUMBER_TAKEN)
    employer.proven_number = employer.identity
    employer.save(update_fields=["proven_number"])


def _decide(check: Check, *, accepted: bool, note: str, by: User, now: datetime) -> None:
    check.accepted, check.note, check.decided_by, check.decided_at = accepted, note, by, now
    check.save(update_fields=["accepted", "note", "decided_by", "decided_at"])

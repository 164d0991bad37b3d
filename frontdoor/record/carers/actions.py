"""Naming, inviting, accepting, stopping, deciding. Each locks the link first, so that of two at once the later sees the earlier."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.record import codes
from frontdoor.record.actions import end_reason, open_reason, reopen_reason
from frontdoor.record.carers import letters, queries
from frontdoor.record.joining.clashes import carer_key
from frontdoor.record.models import Carer, Learner, ReasonKind, ReasonScope

SAME_PRESS = timedelta(minutes=10)  # a second press within this time is the same press
LEARNERS_OWN = "This is the pupil's own address. Give the address of the parent or carer."
NAMED_ALREADY = "This person is on the list already."
ACCEPTED_ALREADY = "This person has accepted already."
STOPPED = "This link has been stopped."
NOT_YET = "You can decide about this from the age of 16. If you do not want them to see your record, tell your school."


@transaction.atomic
def name_carer(*, learner: Learner, institution: Organisation, email: str, name: str, by: Any, now: datetime) -> Carer:
    """Put a parent or carer on the list. Whoever asks has shown that the learner is on their roll. No letter goes yet."""
    Learner.objects.select_for_update().get(pk=learner.pk)
    email = email.strip().lower()
    if _is_learners_own(learner, email):
        raise Refused(LEARNERS_OWN)
    if queries.named(learner).filter(institution=institution, email=email).exists():
        raise Refused(NAMED_ALREADY)
    return Carer.objects.create(
        learner=learner, institution=institution, email=email, name=name, created_by=by, created_at=now
    )


def _is_learners_own(learner: Learner, email: str) -> bool:
    account = learner.account.email.lower() if learner.account else ""
    return email == account or learner.enrolments.filter(email__iexact=email).exists()


@transaction.atomic
def invite(*, carer_id: int, now: datetime) -> Carer:
    """Send a letter with a new code; the older one no longer works. A second press sends no second letter."""
    carer = _locked(carer_id)
    _refuse_stopped(carer)
    if carer.account_id:
        raise Refused(ACCEPTED_ALREADY)
    if _is_learners_own(carer.learner, carer.email.lower()):
        raise Refused(LEARNERS_OWN)
    if carer.invited_at and now - carer.invited_at < SAME_PRESS:
        return carer
    _send([carer], now)
    return carer


@transaction.atomic
def invite_years(*, institution: Organisation, years: Iterable[int | None], now: datetime) -> int:
    """A letter to everybody whom this roll names for these year groups and to whom none has gone; counts the letters.

    An address that is the pupil's own on the roll gets none.
    """
    wanted = queries.never_invited(institution, years, today=timezone.localdate(now)).order_by("pk")
    found = list(wanted.select_for_update(of=("self",)).select_related("institution"))
    _send(found, now)
    return len(found)


def _send(carers: list[Carer], now: datetime) -> None:
    made = [(carer, codes.new()) for carer in carers]
    for carer, code in made:
        carer.code_hash, carer.invited_at = codes.hashed(code, what_for=queries.CARER), now
    Carer.objects.bulk_update(carers, ["code_hash", "invited_at"], batch_size=500)
    letters.invite(made, now=now)


@transaction.atomic
def accept(*, carer_id: int, by: Any, now: datetime) -> Carer:
    """The parent or carer, signed in with that address, sees the record; from 16 only once the learner agrees.

    The code works once; the same person again changes nothing. What the learner has refused stays refused.
    """
    carer = _locked(carer_id)
    if carer.accepted_at and carer.account_id == by.pk and not carer.stopped_at:
        return carer
    if sentence := queries.why_not(None if carer.stopped_at else carer, by, now=now):
        raise Refused(f"{sentence}.")
    carer.account, carer.accepted_at, carer.code_hash = by, now, ""
    carer.save(update_fields=["account", "accepted_at", "code_hash"])
    if queries.refused(carer):
        return carer
    if carer.learner_says or not queries.decides(carer.learner, today=timezone.localdate(now)):
        _let_see(carer, now)
    return carer


@transaction.atomic
def stop(*, carer_id: int, by: Any, now: datetime) -> None:
    """The school ends what they see, at once, whichever school named them. They are not told. Repeating changes nothing."""
    carer = _locked(carer_id)
    if carer.stopped_at:
        return
    for one in queries.links_of_same(carer).filter(stopped_at=None).select_for_update(of=("self",)).order_by("pk"):
        one.stopped_by, one.stopped_at = by, now
        one.save(update_fields=["stopped_by", "stopped_at"])
        end_reason(source_key=carer_key(one), now=now, by=by)


@transaction.atomic
def decide(*, carer_id: int, agrees: bool, by: Any, now: datetime) -> Carer:
    """The learner, from 16, says whether this parent or carer sees their record. Acts in the next request."""
    carer = _locked(carer_id)
    _refuse_stopped(carer)
    if carer.learner.account_id != by.pk or not queries.decides(carer.learner, today=timezone.localdate(now)):
        raise Refused(NOT_YET)
    for one in queries.links_of_same(carer).filter(stopped_at=None).select_for_update(of=("self",)).order_by("pk"):
        one.learner_says, one.learner_said_at = agrees, now
        one.save(update_fields=["learner_says", "learner_said_at"])
        if not agrees:
            end_reason(source_key=carer_key(one), now=now, by=by)
        elif one.account_id:
            _let_see(one, now)
    carer.refresh_from_db()
    return carer


def _locked(carer_id: int) -> Carer:
    """The link; first its learner, because stopping and deciding act on all links of the person to that learner."""
    Learner.objects.select_for_update().get(carers=carer_id)
    return Carer.objects.select_for_update(of=("self",)).select_related("learner", "institution").get(pk=carer_id)


def _refuse_stopped(carer: Carer) -> None:
    if carer.stopped_at:
        raise Refused(STOPPED)


def _let_see(carer: Carer, now: datetime) -> None:
    open_reason(
        learner=carer.learner,
        kind=ReasonKind.PARENT,
        scope=ReasonScope.RECORD,
        source_key=carer_key(carer),
        starts_on=timezone.localdate(now),
        now=now,
        person=carer.account,
    )
    reopen_reason(source_key=carer_key(carer))

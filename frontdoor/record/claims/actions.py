"""Making codes, claiming a record with one, beginning a record of one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from frontdoor.ground.refused import Refused
from frontdoor.record import codes
from frontdoor.record.claims import letters, queries
from frontdoor.record.joining.actions import CODE, join_learners
from frontdoor.record.joining.queries import compare
from frontdoor.record.joining.rules import Verdict
from frontdoor.record.models import ClaimCode, Enrolment, Learner

CODE_LIVES = timedelta(days=60)


@dataclass(frozen=True)
class Slip:
    """One pupil's code as it is printed, once: afterwards only its hash is left."""

    enrolment: Enrolment
    code: str
    expires_at: datetime


@transaction.atomic
def make_codes(*, enrolments: Iterable[Enrolment], by: Any, now: datetime) -> list[Slip]:
    """A new code for each, in place of an unused older one; a letter where the roll has an address.

    Those whose record has an account get none. Whoever asks has shown that the enrolments are theirs to manage.
    """
    ids = [one.pk for one in enrolments]
    # Records first, as a claim, a joining and an erasing lock them.
    open_ones = Learner.objects.select_for_update(of=("self",)).filter(enrolments__in=ids, account=None).order_by("pk")
    learners = {one.pk: one for one in open_ones}
    found = list(
        Enrolment.objects.filter(pk__in=ids, learner__in=learners).select_related("institution").order_by("pk")
    )
    for one in found:
        one.learner = learners[one.learner_id]
    ClaimCode.objects.filter(enrolment__in=found, used_at=None).delete()
    slips = [Slip(one, codes.new(), now + CODE_LIVES) for one in found]
    made = ClaimCode.objects.bulk_create([_row(slip, by, now) for slip in slips])
    letters.send_codes([(row, slip.code) for slip, row in zip(slips, made, strict=True)], now=now)
    return slips


def _row(slip: Slip, by: Any, now: datetime) -> ClaimCode:
    return ClaimCode(
        enrolment=slip.enrolment,
        code_hash=codes.hashed(slip.code, what_for=queries.CLAIM),
        expires_at=slip.expires_at,
        created_by=by,
        created_at=now,
    )


@transaction.atomic
def claim(*, code_id: int, born: date | None, by: Any, now: datetime) -> Learner:
    """The record is theirs; with one of their own already, the two become one. The same person again gets the same."""
    code, learner = _locked(code_id, by)
    if code.used_by_id == by.pk and learner.account_id == by.pk:
        return learner
    if sentence := queries.why_not(code, by, now=now):
        raise Refused(f"{sentence}.")
    if learner.date_of_birth and learner.date_of_birth != born:
        raise Refused(f"{queries.NO_MATCH}.")
    learner = _give(learner, by, now)
    code.used_by, code.used_at = by, now
    code.save(update_fields=["used_by", "used_at"])
    return learner


def _locked(code_id: int, by: Any) -> tuple[ClaimCode, Learner]:
    """The code and its record. Refused when the code has gone meanwhile, or its record is another's.

    Records first, in the order in which a joining and an erasing lock them: two who wait for each other would for ever.
    """
    owner = ClaimCode.objects.filter(pk=code_id).values("enrolment__learner")
    both = Learner.objects.select_for_update().filter(Q(pk__in=owner) | Q(account=by)).order_by("pk")
    learners = {one.pk: one for one in both}
    codes_there = ClaimCode.objects.select_for_update(of=("self",)).select_related("enrolment__institution")
    code = codes_there.filter(pk=code_id, enrolment__learner__in=[*learners]).first()
    if code is None:
        raise Refused(f"{queries.NO_MATCH}.")
    code.enrolment.learner = learners[code.enrolment.learner_id]
    return code, code.enrolment.learner


def _give(learner: Learner, by: Any, now: datetime) -> Learner:
    own = Learner.objects.filter(account=by).first()
    if own:
        if compare(own, learner) is Verdict.DIFFERENT:
            raise Refused(f"{queries.NOT_WITH_YOURS}.")
        return join_learners(kept=own, absorbed=learner, cause=CODE, now=now, by=by).kept
    learner.account = by
    try:
        with transaction.atomic():
            learner.save(update_fields=["account"])
    except IntegrityError:  # the same person began or claimed another in this very moment
        raise Refused("You have just got a record. Type the code again to put the two together.") from None
    return learner


def start(*, given_names: str, family_name: str, by: Any, now: datetime) -> Learner:
    """A record without a school, for somebody who has none. A second press gets the same one."""
    facts = {"given_names": given_names, "family_name": family_name, "created_by": by, "created_at": now}
    learner, _ = Learner.objects.get_or_create(account=by, defaults=facts)
    return learner

"""Say that something is wrong with an offer; say what came of it; forget both in time."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from workexperience.applications import moves
from workexperience.applications.places import locked_offer
from workexperience.models import Offer, OfferState, Report, ReportKind, ReportOutcome
from workexperience.offers import actions as offers
from workexperience.reports import letters, queries

KEPT_FOR = timedelta(days=365)  # after the answer; said so in docs/data.md
NOT_YOURS = "You cannot answer this report."
ANSWERED = "Somebody has answered this report in the meantime."
SAY_WHY = "Say why you take the offer off the list. The employer reads it."


@transaction.atomic
def send(*, offer_id: int, kind: str, words: str, email: str, now: datetime) -> Report:
    """Tell whoever checks the employer. Who says it is kept nowhere, but for the address that they give.

    The same again, before it is answered, is the same report: a second click.
    """
    offer = Offer.objects.select_related("employer__organisation__council__hub").get(pk=locked_offer(offer_id).pk)
    said: dict[str, Any] = {"offer": offer, "kind": kind, "words": words.strip(), "email": email.strip()}
    if again := Report.objects.filter(**said, answered_at=None).first():
        return again
    report = Report.objects.create(**said, created_at=now)
    letters.sent(report, now=now)
    return report


@transaction.atomic
def answer(*, report_id: int, outcome: str, note: str, by: User, now: datetime) -> Report:
    """What came of it. `closed` takes the offer off the list and tells the employer why, in these words.

    After a report that it does not look safe nobody goes there any more: applications whose days are not over are
    cancelled, and learners and schools are told.


    The same answer twice is one. The employer is told nothing of who reported it, nor of what they wrote.
    """
    report = _held(report_id, by)
    if report.answered_at:
        if report.outcome == outcome:
            return report
        raise Refused(ANSWERED)
    if outcome == ReportOutcome.CLOSED:
        _take_off(report, note, by, now)
    report.outcome, report.note, report.answered_by, report.answered_at = outcome, note.strip(), by, now
    report.save(update_fields=["outcome", "note", "answered_by", "answered_at"])
    letters.answered(report, now=now)
    return report


def _held(report_id: int, by: User) -> Report:
    around = "offer__employer__organisation__council__hub"
    report = Report.objects.select_for_update(of=("self",)).select_related(around).get(pk=report_id)
    if not queries.seen_by(by).filter(pk=report_id).exists():
        raise Refused(NOT_YOURS)
    return report


def _take_off(report: Report, note: str, by: User, now: datetime) -> None:
    if not note.strip():
        raise Refused(SAY_WHY)
    was_open = report.offer.state == OfferState.OPEN
    if was_open:
        offers.close(offer_id=report.offer_id, by=by, now=now)
    unsafe = Report.objects.filter(offer=report.offer_id, kind=ReportKind.UNSAFE)
    # Also where the employer has closed it meanwhile: those who have a place there would still go.
    is_off = unsafe.exclude(outcome__in=(ReportOutcome.FINE, ReportOutcome.CHANGED)).exists()
    told = moves.cancel_all(locked_offer(report.offer_id), by=by, now=now) if is_off else 0
    if was_open or told:
        letters.taken_off(report, because=note.strip(), by=by, now=now, nobody_comes=told > 0)


@transaction.atomic
def forget_old(*, now: datetime) -> int:
    """Delete reports, with their history, a year after they were answered. Says how many."""
    old = [*Report.objects.filter(answered_at__lt=now - KEPT_FOR).values_list("pk", flat=True)]
    Report.objects.filter(pk__in=old).delete()
    past(Report).filter(pgh_obj_id__in=old).delete()
    return len(old)

"""What staff of the school decide about an application: agree to it, or not. Withdrawing stands in `actions`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from workexperience.applications import fitting, moves, queries
from workexperience.consents import actions as consents
from workexperience.consents.queries import carers_of, needed
from workexperience.models import Application, ApplicationState
from workexperience.offers.plan import Days
from workexperience.offers.queries import days_of

S = ApplicationState
TOO_LATE = "Its first day has come, so it cannot be agreed to any more."
TWICE = "You have agreed to another application for some of these days. Withdraw that one first."
NO_CARER = "Choose the parent or carer to ask, or ask on paper."
NO_CONTACT = "Enter the name and phone number of somebody at the school who can be reached on each day."


def why_not(application: Application, *, now: datetime, others: Iterable[Application] | None = None) -> str:
    """Why the school cannot agree to this one now, as a sentence; empty when it can. Pages and the action ask it.

    `others` is what `queries.agreed_to` says of this learner, where somebody has asked for many at once.
    """
    if application.state != S.SCHOOL:
        return moves.MOVED_ON
    if application.offer.closed_at:
        return fitting.NOT_LISTED
    if moves.first_day(application) <= timezone.localdate(now):
        return TOO_LATE
    if others is None:
        others = queries.agreed_to([application.learner_id]).get(application.learner_id, [])
    parts = _days(application)
    taken = [day for other in others if other.pk != application.pk for day in _days(other)]
    return TWICE if any(fitting.overlap(one, two) for one in parts for two in taken) else ""


def _days(application: Application) -> list[Days]:
    return [days_of(one) for one in (application.session, application.online_session) if one]


@transaction.atomic
def approve(
    *,
    application_id: int,
    contact_name: str,
    contact_phone: str,
    carer_id: int | None,
    on_paper: bool = False,
    by: Any,
    now: datetime,
) -> Application:
    """The school agrees, and says who can be reached there on each day. The same again changes nothing.

    A parent or carer is asked next, by a link to `carer_id` or `on_paper`; where nobody has to be, the employer.
    """
    application = moves.locked(application_id)
    if application.state != S.SCHOOL and application.approved_by == by:
        return application
    if refusal := why_not(application, now=now):  # the learner is held: of two colleagues the second sees the first
        raise Refused(refusal)
    if not (contact_name and contact_phone):
        raise Refused(NO_CONTACT)
    application.approved_by, application.approved_at = by, now
    application.contact_name, application.contact_phone = contact_name, contact_phone
    if not needed(application.learner, today=timezone.localdate(now)):
        return moves.ready(application, by=by, now=now)
    carer = carers_of(application).filter(pk=carer_id).first() if carer_id else None
    if carer is None and not on_paper:
        raise Refused(NO_CARER)
    moves.put(application, S.PARENT, by=by, now=now)
    if carer:
        consents.ask(application, carer=carer, by=by, now=now)
    return application


@transaction.atomic
def refuse(*, application_id: int, words: str, by: Any, now: datetime) -> Application:
    """The school does not agree, and says why: the learner reads it. The same again changes nothing."""
    application = moves.locked(application_id)
    if application.state == S.REFUSED:
        return application
    if application.state != S.SCHOOL:
        raise Refused(moves.MOVED_ON)
    return moves.put(application, S.REFUSED, by=by, now=now, words=words)

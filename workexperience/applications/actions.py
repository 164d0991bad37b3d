"""What a learner does with an application: make it, answer what is offered, withdraw it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Learner
from workexperience.applications import fitting, moves, places, queries, rules
from workexperience.models import Application, ApplicationState, Mode, Offer
from workexperience.placements.actions import settle

S = ApplicationState
CANNOT_WITHDRAW = "The days are over, so this cannot be withdrawn any more."


@dataclass(frozen=True)
class Answers:
    """What a learner says: two short answers, and by choice what would help and who may read that."""

    why: str
    hopes: str
    support: str = ""
    shares_support: bool = False
    shares_what_helps: bool = False


@transaction.atomic
def apply(
    *,
    learner: Learner,
    offer_id: int,
    session_id: int,
    online_session_id: int | None,
    answers: Answers,
    by: Any,
    now: datetime,
) -> Application:
    """Ask for these days, through the learner's school or college. The same again is the same application.

    Of a blended offer both parts are asked for. Refused with the sentence that the page shows.
    """
    held = _held(learner.pk)
    wanted = {"offer_id": offer_id, "session_id": session_id, "online_session_id": online_session_id}
    if same := queries.live_of(held).filter(**wanted).first():
        return same
    enrolment = queries.through(held, today=timezone.localdate(now))
    if enrolment is None:
        raise Refused(queries.NO_SCHOOL)
    offer = places.locked_offer(offer_id)
    _refuse_days(queries.choice(enrolment, offer, today=timezone.localdate(now)), offer, wanted)
    made = Application.objects.create(
        **wanted,
        learner=held,
        institution=enrolment.institution,
        state_since=now,
        band=2 if queries.has_been_at_work(held) else 1,
        created_by=by,
        created_at=now,
        **_kept(answers),
    )
    moves.begin(made, by=by, now=now)
    return made


def _held(learner_id: int) -> Learner:
    """The learner, held to the end of the transaction: whoever presses twice, or on two pages, waits here."""
    return Learner.objects.select_for_update(of=("self",), no_key=True).get(pk=learner_id)


def _refuse_days(choice: queries.Choice, offer: Offer, wanted: dict[str, int | None]) -> None:
    if choice.why_not:
        raise Refused(choice.why_not)
    online = {one.pk for one in choice.online} if offer.mode == Mode.BLENDED else {None}
    if wanted["session_id"] not in {one.pk for one in choice.sessions} or wanted["online_session_id"] not in online:
        raise Refused(fitting.CHOOSE_OTHER)


def _kept(answers: Answers) -> dict[str, Any]:
    """Whoever has written nothing about support shares nothing of it."""
    return {
        "why": answers.why,
        "hopes": answers.hopes,
        "support": answers.support,
        "shares_support": answers.shares_support and bool(answers.support),
        "shares_what_helps": answers.shares_what_helps,
    }


@transaction.atomic
def withdraw(*, application_id: int, words: str, by: Any, now: datetime) -> Application:
    """The learner, or staff on their behalf, takes it back; a place that it had goes to the next. Repeating changes nothing."""
    application = moves.locked(application_id)
    if application.state == S.WITHDRAWN:
        return application
    if not rules.allowed(application.state, S.WITHDRAWN):
        raise Refused(CANNOT_WITHDRAW if not application.is_over else moves.MOVED_ON)
    return moves.put(application, S.WITHDRAWN, by=by, now=now, words=words)


@transaction.atomic
def answer_offered(*, application_id: int, agrees: bool, by: Any, now: datetime) -> Application:
    """The learner says yes or no to a place that has become free. The same answer again changes nothing."""
    application = moves.locked(application_id)
    to = S.EMPLOYER if agrees else S.WITHDRAWN
    if application.state == to:
        return application
    _refuse_too_late(application, S.OFFERED, now)
    return moves.put(application, to, by=by, now=now)


@transaction.atomic
def answer_other_days(*, application_id: int, agrees: bool, by: Any, now: datetime) -> Application:
    """The learner says yes or no to other days, on which a place is held for them. The same answer again changes nothing."""
    application = moves.locked(application_id)
    if application.state in ((S.ACCEPTED, S.CONFIRMED) if agrees else (S.WITHDRAWN,)):
        return application
    _refuse_too_late(application, S.OTHER_DAYS, now)
    if agrees:
        return settle(application, by=by, now=now)
    return moves.put(application, S.WITHDRAWN, by=by, now=now)


def _refuse_too_late(application: Application, expected: ApplicationState, now: datetime) -> None:
    if application.state != expected or (application.expires_at and application.expires_at <= now):
        raise Refused("This was offered until another time and is gone. Look at what it says now.")

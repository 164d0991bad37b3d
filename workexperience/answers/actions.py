"""What an employer says to somebody who asked: yes, other days, no; and taking a yes back.

One answer is given once: of two colleagues at once the second is told. A second press is the first one's answer.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from workexperience.answers import queries, rules
from workexperience.applications import moves
from workexperience.employers.queries import mine
from workexperience.models import Application, ApplicationState, Session
from workexperience.placements.actions import Supervision, settle

S = ApplicationState
ANSWERED = "A colleague has answered already, or it was taken back. Look at it again."
NOT_CHECKED = (
    "Your check does not hold at the moment. Send a new one: you see the young people again when it is accepted."
)
TOO_LATE = "These days have begun, so this can no longer be answered."


@transaction.atomic
def accept(*, application_id: int, supervision: Supervision, by: User, now: datetime) -> Application:
    """Yes, with who supervises on each day. Confirmed at once when nothing else is missing."""
    application = _asked(application_id, by)
    if application.state in (S.ACCEPTED, S.CONFIRMED) and application.accepted_by_id == by.pk:
        return application
    _refuse_unless(S.EMPLOYER, application, now)
    application.accepted_by, application.accepted_at = by, now
    return settle(application, by=by, now=now, supervision=supervision)


@transaction.atomic
def offer_other_days(
    *, application_id: int, session_id: int, online_session_id: int | None, by: User, now: datetime
) -> Application:
    """Other days of the same offer, which the young person has seven days to take. A place there is theirs meanwhile."""
    application = _asked(application_id, by)
    chosen = (session_id, online_session_id)
    if application.state == S.OTHER_DAYS and (application.session_id, application.online_session_id) == chosen:
        return application
    _refuse_unless(S.EMPLOYER, application, now)
    session, online = _sessions(application, session_id, online_session_id, now)
    application.accepted_by, application.accepted_at = by, now
    return moves.give_other_days(application, session=session, online_session=online, by=by, now=now)


@transaction.atomic
def decline(*, application_id: int, reason: str, words: str, by: User, now: datetime) -> Application:
    """No, with a reason that the young person reads, and words that the school reads."""
    application = _asked(application_id, by)
    if application.state == S.DECLINED and application.ended_by_id == by.pk:
        return application
    _refuse_unless(S.EMPLOYER, application, now)
    return moves.put(application, S.DECLINED, by=by, now=now, words=rules.said(rules.DECLINE, reason, words))


@transaction.atomic
def cancel(*, application_id: int, reason: str, words: str, by: User, now: datetime) -> Application:
    """A yes, or an offer of other days, is taken back: the young person reads the reason, the school the words too."""
    application = _asked(application_id, by)
    if application.state == S.CANCELLED and application.ended_by_id == by.pk:
        return application
    if application.state not in (S.OTHER_DAYS, S.ACCEPTED, S.CONFIRMED):
        raise Refused(ANSWERED)
    if application.days.exclude(mark="").exists():
        raise Refused("The days have begun. Say who was there on each, and ring the school if it cannot go on.")
    return moves.put(application, S.CANCELLED, by=by, now=now, words=rules.said(rules.CANCEL, reason, words))


def _asked(application_id: int, by: User) -> Application:
    """The application, locked; refused for whoever does not work for its employer."""
    application = moves.locked(application_id)
    if not mine(by).filter(pk=application.offer.employer_id).exists():
        raise Refused(moves.GONE)
    return application


def _refuse_unless(state: ApplicationState, application: Application, now: datetime) -> None:
    """It waits for this answer, the employer may see it, and its days are still to come."""
    today = timezone.localdate(now)
    if application.state != state:
        raise Refused(ANSWERED)
    if not queries.seen_by(application.offer.employer, on=today).filter(pk=application.pk).exists():
        raise Refused(NOT_CHECKED)
    if not queries.is_in_time(application, on=today):
        raise Refused(TOO_LATE)


def _sessions(
    application: Application, session_id: int, online_id: int | None, now: datetime
) -> tuple[Session, Session | None]:
    """The days of both parts as they are now. Refused when they are the same, over, or not allowed."""
    parts = {one.pk: one for one in Session.objects.filter(offer=application.offer_id)}
    session, online = parts.get(session_id), parts.get(online_id or 0)
    if session is None or (application.online_session_id is None) is not (online is None):
        raise Refused("Choose days of this offer.")
    if (application.session_id, application.online_session_id) == (session_id, online_id):
        raise Refused("These are the days that they asked for.")
    if min(one.first_day for one in (session, online) if one) <= timezone.localdate(now):
        raise Refused("Choose days that are still to come.")
    if refusal := queries.why_not(application, session, online, on=timezone.localdate(now)):
        raise Refused(refusal)
    return session, online

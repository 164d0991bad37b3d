"""The one way in which an application changes its state.

Lock, look whether the move is allowed, keep the place right, open or end what the employer sees, write the step, and tell
who has to know.

Actions of this room call `locked(...)` first, look at what they were given, and then `put(...)`, in one transaction.
Letters register themselves for a state: `@on_entering(S.EMPLOYER)`.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.actions import end_reason, open_reason
from frontdoor.record.models import Reason, ReasonKind, ReasonScope
from workexperience.applications import places, rules
from workexperience.listing.actions import refresh_offers
from workexperience.models import ENDS, HOLDING, Application, ApplicationState, Offer, Session, Step

S = ApplicationState
KEY = "workexperience.application:"  # how the key of the employer's reason begins
Told = Callable[[Application, datetime], None]
_told: dict[str, list[Told]] = {}
GONE = "This application is not there any more."
OFF_THE_LIST = "The Careers Hub has taken this offer off the list, so nobody goes there."
MOVED_ON = "This has moved on in the meantime. Look at it again."


def on_entering(*states: ApplicationState) -> Callable[[Told], Told]:
    """Call this with the application and the time, in the transaction, whenever one of these states is entered."""

    def remember(tell: Told) -> Told:
        for state in states:
            _told.setdefault(state.value, []).append(tell)
        return tell

    return remember


def locked(application_id: int, *, expect: ApplicationState | None = None) -> Application:
    """The application with everything around it; its learner and offer are held first (`places` says the order).

    Refused when it is gone, or not in this state.
    """
    ids = Application.objects.filter(pk=application_id).values_list("learner", "offer").first()
    if ids is None:
        raise Refused(GONE)
    places.hold_learners(ids[:1])
    places.locked_offer(ids[1])
    around = ("learner", "institution", "session", "online_session", "offer__employer__organisation")
    found = (
        Application.objects.select_for_update(of=("self",)).select_related(*around).filter(pk=application_id).first()
    )
    if found is None:  # erased meanwhile
        raise Refused(GONE)
    if expect is not None and found.state != expect:
        raise Refused(MOVED_ON)
    return found


def begin(application: Application, *, by: Any, now: datetime) -> None:
    """Write the first step of an application that has just been made, and tell who has to know."""
    Step.objects.create(application=application, state=application.state, by=by, at=now)
    for tell in _told.get(application.state, []):
        tell(application, now)


def put(application: Application, to: ApplicationState, *, by: Any, now: datetime, words: str = "") -> Application:
    """Move a locked application on and save all of it. ValueError for a move that there is not: check before.

    Entering a state that holds a place takes one: Refused when none is free. Leaving them frees it, and the next in the
    line is offered it. `words` are kept with the step, and as the reason of an end.
    """
    if not rules.allowed(application.state, to):
        raise ValueError(f"An application does not move from {application.state} to {to}")
    return _moved(application, to, by=by, now=now, words=words)


def put_right(application: Application, to: ApplicationState, *, by: Any, now: datetime, words: str) -> Application:
    """As `put`, after the school has put a day's mark right: the only way out of an end. ValueError for any other move.

    Somebody who asks for the same offer again in the meantime has a live application: then this one goes on to counted.
    """
    if to not in rules.PUT_RIGHT.get(application.state, frozenset()):
        raise ValueError(f"A correction does not move an application from {application.state} to {to}")
    if to not in ENDS and _asks_again(application):
        to = S.COUNTED
    application.ended_by, application.ended_at, application.ended_because = None, None, ""
    return _moved(application, to, by=by, now=now, words=words)


def _asks_again(application: Application) -> bool:
    others = Application.objects.filter(learner=application.learner_id, offer=application.offer_id)
    return others.exclude(pk=application.pk).exclude(state__in=ENDS).exists()


def _moved(application: Application, to: ApplicationState, *, by: Any, now: datetime, words: str) -> Application:
    before = ApplicationState(application.state)
    if to in HOLDING and before not in HOLDING and not places.take(places.sessions_of(application)):
        raise Refused("All places on these days are taken.")
    application.state, application.state_since = to, now
    if to not in (S.OFFERED, S.OTHER_DAYS):
        application.expires_at = None
    if to in ENDS:
        application.ended_by, application.ended_at, application.ended_because = by, now, words
    application.save()
    Step.objects.create(application=application, state=to, by=by, at=now, words=words)
    _show(application, before, now)
    if before in HOLDING and to not in HOLDING:
        places.free(places.sessions_of(application))
        places.hand_on(application.offer, now=now, move=put)
    if (before in HOLDING) != (to in HOLDING):
        refresh_offers([application.offer_id], now=now)
    for tell in _told.get(to, []):
        tell(application, now)
    return application


def ready(application: Application, *, by: Any, now: datetime, words: str = "") -> Application:
    """School and parent have agreed: a place is held and the employer asked, or the application joins the line.

    While the employer is not checked everybody waits: it sees nothing of learners (issue 4.1). Nobody joins at a closed
    offer either.
    """
    application.ready_at = application.ready_at or now
    free = places.can_go_on(application, now=now) and not _others_come_first(application, now)
    return put(application, S.EMPLOYER if free else S.WAITING, by=by, now=now, words=words)


def hand_on_all(*, now: datetime) -> int:
    """Offer every place that is free to who waits for it, each offer by itself; how many offers were looked at.

    Places are handed on where they become free; this finds what became free otherwise. Any run does what another missed.
    """
    today = timezone.localdate(now)
    line = Application.objects.filter(state=S.WAITING, offer__closed_at=None, session__first_day__gt=today)
    line = line.filter(session__taken__lt=F("session__places"))
    found = sorted(set(line.values_list("offer", flat=True)))
    for offer_id in found:
        with transaction.atomic():
            places.hand_on(places.locked_offer(offer_id), now=now, move=put)
    return len(found)


def cancel_all(offer: Offer, *, by: Any, now: datetime) -> int:
    """Whoever checks employers has found that nobody should go: cancel all whose days are not over. Says how many.

    The offer is locked, and closed before, so that no place is handed on. Days that have begun end here; what was marked
    before stays in the learner's record.
    """
    ends = [state for state in ApplicationState if rules.allowed(state, S.CANCELLED)]
    live = Application.objects.filter(offer=offer, state__in=ends).order_by("pk").values_list("pk", flat=True)
    found = [one for one in map(locked, live) if last_day(one) >= timezone.localdate(now)]
    for one in found:
        put(one, S.CANCELLED, by=by, now=now, words=OFF_THE_LIST)
    return len(found)


def reason_key(application: Application) -> str:
    """The key of the employer's reason to see the learner's card."""
    return f"{KEY}{application.pk}"


def last_day(application: Application) -> date:
    """The last day of all parts."""
    parts = [application.session, application.online_session]
    return max(part.last_day for part in parts if part)


def first_day(application: Application) -> date:
    """The first day of all parts."""
    return places.first_day(application)


def give_other_days(
    application: Application,
    *,
    session: Session,
    online_session: Session | None,
    by: Any,
    now: datetime,
    words: str = "",
) -> Application:
    """Hold a place on other days of the same offer instead, for seven days, until the learner says yes or no.

    Refused when they have no free place. The days that they held go to the next in the line.
    """
    before, new = set(places.sessions_of(application)), {one.pk for one in (session, online_session) if one}
    if not places.take(new - before):
        raise Refused("All places on these days are taken.")
    places.free(before - new)
    application.session, application.online_session = session, online_session
    application.expires_at = rules.expires(timezone.localtime(now), rules.OTHER_DAYS_WAIT, first_day(application))
    put(application, S.OTHER_DAYS, by=by, now=now, words=words)
    places.hand_on(application.offer, now=now, move=put)
    refresh_offers([application.offer_id], now=now)
    return application


def _others_come_first(application: Application, now: datetime) -> bool:
    """Somebody waits for one of the same days and could have their place now: it is theirs first.

    Whoever waits for days that are full, as of a blended offer those online, holds nobody up.
    """
    same = Q(session__in=places.sessions_of(application)) | Q(online_session__in=places.sessions_of(application))
    line = Application.objects.filter(same, offer=application.offer_id, state=S.WAITING).exclude(pk=application.pk)
    around = ("session", "online_session", "offer__employer")
    # Who waits for the same parts can go on or not together: one of each is enough.
    each = line.select_related(*around).order_by("session_id", "online_session_id")
    return any(places.can_go_on(one, now=now) for one in each.distinct("session_id", "online_session_id"))


def _show(application: Application, before: ApplicationState, now: datetime) -> None:
    """The employer sees the learner's card while it has something to do for them, and no longer.

    What somebody ended in the meantime stays ended: it is opened on the way in only.
    """
    key = reason_key(application)
    if application.state not in rules.SEEN_BY_EMPLOYER:
        end_reason(source_key=key, now=now)
        return
    until = last_day(application) + rules.EMPLOYER_SEES_AFTER
    if before in rules.SEEN_BY_EMPLOYER:
        Reason.objects.filter(source_key=key).update(until=until)
        return
    open_reason(
        learner=application.learner,
        organisation=application.offer.employer.organisation,
        kind=ReasonKind.PLACED,
        scope=ReasonScope.CARD,
        source_key=key,
        starts_on=timezone.localdate(now),
        until=until,
        now=now,
    )

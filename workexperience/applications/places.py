"""Places: nobody gets one that is not there, and a freed one goes to the next in the line.

Every change of `Session.taken` happens below the lock of the offer (`locked_offer`), and the table refuses more than there
are.

The order of locks: institution (`record.holding.hold`, only where the record is written), learners, offers, applications, days;
of each kind in the order of their ids. Erasing and joining hold their learners first too, for everybody; so whoever has an
offer never waits for a learner. `hand_on` alone moves applications whose learners it does not hold: it writes no row that
points at one.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from frontdoor.record.models import Learner
from workexperience.applications.rules import PLACE_WAITS, expires
from workexperience.checks.queries import current
from workexperience.models import Application, ApplicationState, Offer, Session

S = ApplicationState


def hold_learners(learner_ids: Iterable[int]) -> None:
    """Hold these learners to the end of the transaction, so that nobody agrees to two things for one of them at once."""
    found = Learner.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[*learner_ids]).order_by("pk")
    list(found.values_list("pk", flat=True))


def locked_offer(offer_id: int) -> Offer:
    """The offer, held to the end of the transaction: whoever takes, frees or changes its places waits here."""
    return Offer.objects.select_for_update(of=("self",), no_key=True).get(pk=offer_id)


def sessions_of(application: Application) -> list[int]:
    """The ids of the days of which this application holds, or would hold, a place: one, of a blended offer two."""
    return [pk for pk in (application.session_id, application.online_session_id) if pk]


def are_free(sessions: Iterable[int]) -> bool:
    """Whether each of these days has a free place. Ask it below the offer's lock before you promise anything."""
    return not Session.objects.filter(pk__in=[*sessions], taken__gte=F("places")).exists()


def take(sessions: Iterable[int]) -> bool:
    """One place of each of these days; False, and nothing changed, when one has none left. The offer is locked."""
    wanted = [*sessions]
    if not are_free(wanted):
        return False
    Session.objects.filter(pk__in=wanted).update(taken=F("taken") + 1)
    return True


def free(sessions: Iterable[int]) -> None:
    """Give one place of each of these days back. The offer is locked."""
    Session.objects.filter(pk__in=[*sessions], taken__gt=0).update(taken=F("taken") - 1)


def first_day(application: Application) -> date:
    """The first day of all parts."""
    return min(one.first_day for one in (application.session, application.online_session) if one)


def can_go_on(application: Application, *, now: datetime) -> bool:
    """Whether it can have its place now. The offer is locked.

    The place is free and its days are still to come, the offer is not closed, and the employer is checked.
    """
    today = timezone.localdate(now)
    if application.offer.closed_at or first_day(application) <= today:
        return False
    return current(application.offer.employer, on=today) is not None and are_free(sessions_of(application))


def hand_on(offer: Offer, *, now: datetime, move: Callable[..., object]) -> None:
    """Offer free places to who waits: the lower band first, in it who has been ready longest. The offer is locked.

    `move` is `moves.put`: it takes the place and tells the learner, who has three days to answer.
    """
    waiting = Application.objects.filter(offer=offer, state=S.WAITING)
    around = ("learner", "institution", "session", "online_session", "offer__employer__organisation")
    none_left: set[tuple[int, ...]] = set()  # places only go here, so the same days need not be looked at again
    for one in waiting.select_related(*around).order_by("band", "ready_at", "pk"):
        days = tuple(sessions_of(one))
        if days in none_left:
            continue
        if not can_go_on(one, now=now):
            none_left.add(days)
            continue
        one.expires_at = expires(timezone.localtime(now), PLACE_WAITS, first_day(one))
        move(one, S.OFFERED, by=None, now=now)

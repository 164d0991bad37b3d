"""Whose applications these are, and whether a learner may make one: pages and actions ask the same here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from frontdoor.ground.years import academic_year, year_on
from frontdoor.record.carers.rules import years_old
from frontdoor.record.models import ActivityKind, Attendance, Enrolment, Learner, Participation, Sort
from frontdoor.record.models import Mode as How
from frontdoor.record.queries import roll, year_begun
from workexperience.applications import fitting
from workexperience.applications.fitting import For, Who
from workexperience.models import ENDS, HOLDING, Application, Mode, Offer, Session
from workexperience.offers.plan import Days
from workexperience.offers.queries import days_of, listed

AROUND = ("institution", "session", "online_session", "offer__employer__organisation")
LIVE_AND_HOLDING = [state for state in HOLDING if state not in ENDS]
_IS_TAKEN = Q(approved_at__isnull=False) | Q(state__in=LIVE_AND_HOLDING)
NO_SCHOOL = "You apply through your school or college, and none has you on its roll just now."


@dataclass(frozen=True)
class Choice:
    """The days that a learner can ask for, by part, or why there are none. `online` is of a blended offer only."""

    sessions: list[Session]
    online: list[Session]
    why_not: str = ""


def through(learner: Learner, *, today: date) -> Enrolment | None:
    """The roll through which a learner applies: their main one, while the school may still see them."""
    main = learner.enrolments.filter(sort=Sort.MAIN, ended_on=None).select_related("institution").first()
    if main is None:
        return None
    here = roll(main.institution, today=today).filter(pk=main.pk)
    return here.select_related("learner", "institution").first()


def live_of(learner: Learner) -> QuerySet[Application]:
    """A learner's applications for which somebody still has something to do."""
    return Application.objects.filter(learner=learner).exclude(state__in=ENDS)


def agreed_to(learner_ids: Iterable[int]) -> dict[int, list[Application]]:
    """What has been agreed to for these learners, or holds a place for them, and is not over, by learner. One query."""
    found: dict[int, list[Application]] = {}
    live = Application.objects.filter(learner__in=[*learner_ids], ended_at=None)
    for one in live.filter(_IS_TAKEN).select_related("session", "online_session"):
        found.setdefault(one.learner_id, []).append(one)
    return found


def all_of(learner: Learner) -> QuerySet[Application]:
    """All of a learner's applications, those that go on first, then the newest."""
    found = Application.objects.filter(learner=learner).select_related(*AROUND)
    return found.order_by(F("ended_at").desc(nulls_first=True), "-pk")


def choice(enrolment: Enrolment, offer: Offer, *, today: date) -> Choice:
    """What this learner can ask for of an offer today. `apply` asks it again."""
    live = list(live_of(enrolment.learner).select_related("session", "online_session"))
    is_listed = listed(today).filter(pk=offer.pk).exists()
    has_it = any(one.offer_id == offer.pk for one in live)
    if why_not := fitting.why_not_now(is_listed=is_listed, has_it=has_it, live=len(live)):
        return Choice([], [], why_not)
    held = _held(live)
    found = [one for one in offer.sessions.all() if one.first_day > today]
    why_nots = {one.pk: _why_not_this(enrolment, offer, one, held, today) for one in found}
    free = [one for one in found if not why_nots[one.pk]]
    online = [one for one in free if one.is_online] if offer.mode == Mode.BLENDED else []
    present = [one for one in free if not one.is_online] if offer.mode == Mode.BLENDED else free
    if present and (online or offer.mode != Mode.BLENDED):
        return Choice(present, online)
    return Choice([], [], next(filter(None, why_nots.values()), fitting.CHOOSE_OTHER))


def _why_not_this(enrolment: Enrolment, offer: Offer, session: Session, held: list[Days], today: date) -> str:
    who = who_on(enrolment, session.first_day, today=today)
    return fitting.why_not_for(for_whom(offer), who) or fitting.why_not_these(
        wanted=[days_of(session)], are_open=session.taken < session.places, held=held
    )


def _held(live: Iterable[Application]) -> list[Days]:
    """The days on which a learner has a place already."""
    holding = [one for one in live if one.state in LIVE_AND_HOLDING]
    return [days_of(part) for one in holding for part in (one.session, one.online_session) if part]


def who_on(enrolment: Enrolment, day: date, *, today: date) -> Who:
    """Year group and age of a learner on a day to come."""
    born, begun = enrolment.learner.date_of_birth, year_begun(enrolment.institution, today=today)
    year = year_on(enrolment.year_group, begun=begun, then=academic_year(day))
    return Who(year, years_old(born, day) if born else None)


def for_whom(offer: Offer) -> For:
    """Whom an offer is for, as the rules ask it."""
    return For(offer.kind, offer.label, tuple(offer.year_groups), offer.youngest, offer.oldest)


def has_been_at_work(learner: Learner) -> bool:
    """Whether the record has a day at a workplace. The employer and other learners are never told."""
    there = Participation.objects.filter(learner=learner, attendance=Attendance.ATTENDED)
    return there.filter(activity__kind=ActivityKind.WORKPLACE).exclude(activity__mode=How.ONLINE).exists()

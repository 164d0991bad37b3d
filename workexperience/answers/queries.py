"""What an employer may see of those who asked: by the reasons table, and only while its check holds."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from frontdoor.record.access import live
from frontdoor.record.models import Enrolment, Reason, ReasonKind
from frontdoor.record.plan.queries import what_helps
from workexperience.applications import rules
from workexperience.applications.fitting import overlap, why_not_for
from workexperience.applications.moves import KEY
from workexperience.applications.queries import agreed_to, for_whom, through, who_on
from workexperience.checks.queries import checked, current
from workexperience.models import Application, ApplicationState, Employer, Mode, Session
from workexperience.offers.plan import Days, Plan, days
from workexperience.offers.queries import days_of, plan_of
from workexperience.offers.rules import problems
from workexperience.placements.queries import card_name

S = ApplicationState
# In the order in which an employer looks: what waits for it first.
SHOWN = (S.EMPLOYER, S.CONFIRMED, S.ACCEPTED, S.OTHER_DAYS, S.FEEDBACK)
AFTER_YES = (S.ACCEPTED, S.CONFIRMED)


def seen_by(employer: Employer, *, on: date) -> QuerySet[Application]:
    """The applications that an employer may read on a day, who has waited longest first, each with `year_group`.

    Each needs its own live reason: that somebody may be seen for one placement opens no other. None without a check.
    """
    if current(employer, on=on) is None:
        return Application.objects.none()
    return _with_reason(Application.objects.filter(offer__employer=employer), on)


def waiting_at(organisations: QuerySet, state: ApplicationState, *, on: date) -> QuerySet[Application]:
    """The same of many employers at once, in one state."""
    found = Application.objects.filter(offer__employer__in=organisations.values("pk"), state=state)
    return _with_reason(found.filter(offer__employer__in=checked(on)), on)


def _with_reason(found: QuerySet[Application], on: date) -> QuerySet[Application]:
    held = Reason.objects.filter(
        live(on),
        kind=ReasonKind.PLACED,
        organisation=OuterRef("offer__employer"),
        learner=OuterRef("learner"),
        source_key=Concat(Value(KEY), Cast(OuterRef("pk"), CharField())),
    )
    enrolment = Enrolment.objects.filter(learner=OuterRef("learner"), institution=OuterRef("institution"))
    around = ("learner", "institution", "session", "online_session", "offer__employer__organisation")
    shown = found.filter(Exists(held), state__in=SHOWN).select_related(*around)
    year = Subquery(enrolment.order_by(F("ended_on").desc(nulls_first=True)).values("year_group")[:1])
    return shown.annotate(year_group=year).order_by("state_since", "pk")


def was_seen(employer: Employer, application_id: int) -> bool:
    """Whether an employer could read this application once."""
    return Reason.objects.filter(source_key=f"{KEY}{application_id}", organisation=employer.pk).exists()


@dataclass(frozen=True)
class Card:
    """All that an employer reads of a young person. What would help them stands in it only after a yes, if they share it."""

    name: str
    year_group: int | None
    school: str
    why: str
    hopes: str
    support: tuple[str, ...] = ()


def card(application: Application) -> Card:
    """The card of an application of `seen_by`."""
    return Card(
        name=card_name(application.learner),
        year_group=application.year_group,  # type: ignore[attr-defined]
        school=application.institution.label,
        why=application.why,
        hopes=application.hopes,
        support=_support(application) if application.state in AFTER_YES else (),
    )


def _support(application: Application) -> tuple[str, ...]:
    said = [application.support] if application.shares_support else []
    said += [what_helps(application.learner)] if application.shares_what_helps else []
    return tuple(text for text in said if text)


def other_days(application: Application, *, online: bool, on: date) -> list[Session]:
    """The days of the same offer that this learner could have instead: still to come, with a free place, and allowed."""
    part = application.online_session if online else application.session
    if part is None:
        return []
    found = Session.objects.filter(offer=application.offer_id, is_online=part.is_online, first_day__gt=on)
    free = found.filter(taken__lt=F("places")).exclude(pk=part.pk)
    return [one for one in free if not why_not(application, one, on=on)]


def why_not(application: Application, session: Session, online: Session | None = None, *, on: date) -> str:
    """Why this learner cannot have these days, as a sentence; empty when they can. The page and the action ask this."""
    parts = [days_of(one) for one in (session, online) if one]
    if not all(days(part) for part in parts):
        return "There is no day between the first and the last."
    enrolment = through(application.learner, today=on)
    if enrolment is None or application.institution_id != enrolment.institution_id:
        return "They are not at this school any more."
    who = who_on(enrolment, min(part.first_day for part in parts), today=on)
    if why_not_for(for_whom(application.offer), who):
        return "Your offer is not for their year group or age on these days."
    if any(overlap(one, other) for one in parts for other in _elsewhere(application)):
        return "They cannot come on these days."
    return _breaks_a_rule(plan_of(application.offer, parts))


def _elsewhere(application: Application) -> list[Days]:
    """The days that they have elsewhere, or that their school has agreed to; where, the employer is not told."""
    others = agreed_to([application.learner_id]).get(application.learner_id, [])
    held = [part for one in others if one.pk != application.pk for part in (one.session, one.online_session)]
    return [days_of(part) for part in held if part]


def _breaks_a_rule(plan: Plan) -> str:
    """What the rules of hours say of these days together; of one part alone that the other is missing is no fault."""
    alone = Mode.BLENDED if len(plan.sessions) > 1 else Mode.ONLINE if plan.sessions[0].is_online else Mode.IN_PERSON
    before = min(part.first_day for part in plan.sessions) - timedelta(days=1)
    of_days = Plan(**{name: getattr(plan, name) for name in plan.__dataclass_fields__} | {"mode": str(alone)})
    return next((one.sentence for one in problems(of_days, before) if one.field == "sessions"), "")


def counted(employer: Employer, *, on: date) -> dict[str, int]:
    """How many applications an employer sees in each state, in the order in which it looks."""
    states = list(seen_by(employer, on=on).order_by().values_list("state", flat=True))
    return {state.value: states.count(state.value) for state in SHOWN}


def is_in_time(application: Application, *, on: date) -> bool:
    """Whether its days are still to come."""
    parts = [one for one in (application.session, application.online_session) if one]
    return min(one.first_day for one in parts) > on


assert set(SHOWN) == {*rules.SEEN_BY_EMPLOYER}  # noqa: S101 what opens the card and what is listed are one

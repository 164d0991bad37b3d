"""The demo's placements: `employer@` has somebody in every state, pupils of the demo's first school, `student@` among them.

Made with the actions that people use, on the days that stand here. What runs out in a week begins when the demo is made.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.models import Enrolment, Learner
from frontdoor.record.roll.seed import FIRST_MADE_UP
from workexperience.answers import actions as answers
from workexperience.applications import actions as applications
from workexperience.applications.deciding import approve
from workexperience.consents.actions import record_paper
from workexperience.employers.seed import demo_employer
from workexperience.logbook import actions as logbook
from workexperience.models import Application, ApplicationState, Mark, Offer, Session
from workexperience.offers import actions as offers
from workexperience.offers.days import replace_days
from workexperience.offers.plan import Days
from workexperience.placements import actions
from workexperience.placements.actions import Supervision
from workexperience.placements.recorded import locked

S = ApplicationState
PAST = "LF-20"  # the reference of the offer whose days are over
STUDENT = f"student@{DOMAIN}"
ASKED, AGREED, SIGNED, ANSWERED = (datetime(2026, 9, day, 15, 30, tzinfo=UTC) for day in (21, 22, 24, 28))
SOL = Supervision("Sol Marsh", "01632 960 115")
EVERY_DAY = (1, 2, 3, 4, 5)
LOG = (
    "I was shown the exits and the first-aider, and then the whole workshop. I measured bolts.",
    "In the drawing office. I drew a bracket on the computer and it was printed.",
    "In the store. There are 4,000 parts and each has a place.",
    "In the test bay. The pump leaked, and we found out why.",
    "I put a small pump together with Sol. It ran.",
)
WHY = (
    "I like to find out how things work, and I take my bike apart for fun.",
    "My grandfather was a fitter. I would like to see whether it is for me.",
    "I want to know what engineers do all day.",
)
HOPES = (
    "How a drawing becomes something that you can hold.",
    "To work with people who are not teachers.",
    "Which subjects I need for it.",
)
FEEDBACK = (
    "Asked good questions, was on time each day, and did not stop until the pump ran. Try technical drawing next."
)
REFLECTION = "I found out that I like finding faults more than drawing. I will ask about apprenticeships."


@dataclass
class Cast:
    """Who there is: pupils who have not asked for anything yet, the leader and the employer's person."""

    school: Organisation
    leader: User
    employer: User
    pupils: list[Learner] = field(default_factory=list)
    later: timedelta = timedelta()  # than the four days above


@transaction.atomic
def seed_demo() -> None:
    """Once the demo's employer, its offers and the demo's school are there; a second run changes nothing."""
    cast = _cast()
    weeks = Session.objects.filter(offer__employer=demo_employer(), offer__reference="LF-01").order_by("first_day")
    if cast is None or len(weeks) < 2 or Offer.objects.filter(employer=demo_employer(), reference=PAST).exists():
        return
    sami = Learner.objects.filter(account__email=STUDENT).first()
    first, second = _past_weeks()
    if sami and not sami.applications.exists():  # `logbook/seed.py` gives them one that is over
        _finished(cast, sami, first)
    _waits_for_feedback(cast, cast.pupils.pop(), second)
    offers.close(offer_id=first.offer_id, by=cast.employer, now=datetime(2026, 11, 14, 9, tzinfo=UTC))
    if weeks[0].first_day > timezone.localdate() + timedelta(days=7):
        _to_come(cast, sami, weeks[0], weeks[1])


def _to_come(cast: Cast, sami: Learner | None, march: Session, june: Session) -> None:
    """Four places in March: one confirmed, two wait for the employer, one for a parent's yes to other days; then the line."""
    cast.later = timedelta(days=49)
    if sami:
        _accepted(cast, sami, march)
    _signed(cast, cast.pupils.pop(), march)
    _signed(cast, cast.pupils.pop(), march)
    _other_days(cast, _signed(cast, cast.pupils.pop(), march), june, agrees=True)
    _other_days(cast, _signed(cast, cast.pupils.pop(), march), june, agrees=False)
    no = _signed(cast, cast.pupils.pop(), march)
    answers.decline(
        application_id=no.pk,
        reason="taken",
        words="Ask us again for June.",
        by=cast.employer,
        now=ANSWERED + cast.later,
    )
    for made in [
        _asked(cast, cast.pupils.pop(), march) for _ in range(3)
    ]:  # all of them before the last place has gone
        _agreed(cast, made)
    _approved(cast, _asked(cast, cast.pupils.pop(), june))
    _asked(cast, cast.pupils.pop(), june)
    _asked(cast, cast.pupils.pop(), june)


def _cast() -> Cast | None:
    leader, employer = (User.objects.filter(email=f"{name}@{DOMAIN}").first() for name in ("leader", "employer"))
    school = Organisation.objects.filter(urn=FIRST_MADE_UP).first()
    if leader is None or employer is None or school is None:
        return None
    roll = Enrolment.objects.filter(institution=school, ended_on=None, year_group__in=(10, 11), learner__account=None)
    pupils = [one.learner for one in roll.select_related("learner").order_by("year_group", "pk")]
    return Cast(school, leader, employer, pupils) if len(pupils) > 12 else None


def _past_weeks() -> list[Session]:
    """Two weeks of November 2026, offered as LF-01 is."""
    like = Offer.objects.get(employer=demo_employer(), reference="LF-01")
    names = [
        one.name for one in Offer._meta.concrete_fields if one.name not in ("id", "point", "reference", "closes_on")
    ]
    facts = {name: getattr(like, name) for name in names}
    offer = Offer.objects.create(**facts | {"reference": PAST, "title": "A week with our fitters"})
    days = [date(2026, 11, 2), date(2026, 11, 9)]
    replace_days(
        offer,
        [Days(day, day + timedelta(days=4), EVERY_DAY, time(9), time(15, 30), 30, places=2) for day in days],
    )
    return list(offer.sessions.order_by("first_day"))


def _asked(cast: Cast, learner: Learner, session: Session) -> Application:
    number = learner.pk % len(WHY)
    return applications.apply(
        learner=learner,
        offer_id=session.offer_id,
        session_id=session.pk,
        online_session_id=None,
        answers=applications.Answers(
            why=WHY[number],
            hopes=HOPES[number],
            support="I hear less on my left side. Please stand on my right." if number == 1 else "",
            shares_support=number == 1,
        ),
        by=learner.account or cast.leader,
        now=ASKED + cast.later,
    )


def _approved(cast: Cast, made: Application) -> Application:
    return approve(
        application_id=made.pk,
        contact_name=cast.leader.full_name,
        contact_phone="01632 960 020",
        carer_id=None,
        on_paper=True,
        by=cast.leader,
        now=AGREED + cast.later,
    )


def _signed(cast: Cast, learner: Learner, session: Session) -> Application:
    return _agreed(cast, _asked(cast, learner, session))


def _agreed(cast: Cast, made: Application) -> Application:
    """Agreed to by school and, where they are under 16, a parent."""
    made = _approved(cast, made)
    if made.state == S.PARENT:
        signed = SIGNED + cast.later
        record_paper(application_id=made.pk, agrees=True, name="A parent", on=signed.date(), by=cast.leader, now=signed)
    return Application.objects.get(pk=made.pk)


def _accepted(cast: Cast, learner: Learner, session: Session) -> Application:
    made = _signed(cast, learner, session)
    return answers.accept(application_id=made.pk, supervision=SOL, by=cast.employer, now=ANSWERED + cast.later)


def _other_days(cast: Cast, made: Application, session: Session, *, agrees: bool) -> None:
    """Other days: said yes to, so that a parent is asked again; or still waiting, for a week from now."""
    now = ANSWERED + cast.later if agrees else timezone.now()
    answers.offer_other_days(
        application_id=made.pk, session_id=session.pk, online_session_id=None, by=cast.employer, now=now
    )
    if agrees:
        said = now + timedelta(days=1)
        applications.answer_other_days(application_id=made.pk, agrees=True, by=cast.leader, now=said)


def _attended(cast: Cast, learner: Learner, session: Session) -> Application:
    made = _accepted(cast, learner, session)
    for day in made.days.all():
        morning = datetime.combine(day.day, time(9, 20), UTC)
        actions.mark(day_id=day.pk, mark=Mark.HERE, by=cast.employer, now=morning)
    return made


def _finished(cast: Cast, learner: Learner, session: Session) -> None:
    """Log, feedback and reflection are written: it is counted."""
    made = _attended(cast, learner, session)
    for day, text in zip(made.days.all(), LOG, strict=False):
        evening = datetime.combine(day.day, time(17), UTC)
        logbook.write_log(day_id=day.pk, text=text, by=learner.account, now=evening)
    friday = datetime.combine(session.last_day, time(16), UTC)
    actions.give_feedback(application_id=made.pk, words=FEEDBACK, name=SOL.name, by=cast.employer, now=friday)
    _over(made, friday + timedelta(days=1))
    later = friday + timedelta(days=3)
    logbook.reflect(application_id=made.pk, text=REFLECTION, happened=(), by=learner.account, now=later)


def _waits_for_feedback(cast: Cast, learner: Learner, session: Session) -> None:
    made = _attended(cast, learner, session)
    _over(made, datetime.combine(session.last_day, time(9), UTC) + timedelta(days=1))


def _over(made: Application, now: datetime) -> None:
    actions.go_on(locked(made.pk), by=None, now=now)

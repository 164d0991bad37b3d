"""The demo's finished placement: the student was there for a week and twice online, and everybody wrote what they write."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from frontdoor.people.models import User
from frontdoor.record.models import Enrolment
from frontdoor.record.queries import own_learner
from workexperience.employers.seed import DEMO_EMPLOYER, demo_employer, email_of
from workexperience.models import Application, ApplicationState, Consent, Day, Happened, Mark, Offer, Session, Step
from workexperience.placements.recorded import locked, record_placement

S = ApplicationState
STUDENT, REFERENCE = "student@demo.frontdoor.example", "LF-09"
STEPS = [  # the state, and when it was entered, by whom
    (S.SCHOOL, datetime(2026, 9, 16, 17, tzinfo=UTC), "student"),
    (S.PARENT, datetime(2026, 9, 17, 9, tzinfo=UTC), "leader"),
    (S.EMPLOYER, datetime(2026, 9, 21, 9, tzinfo=UTC), "leader"),
    (S.CONFIRMED, datetime(2026, 9, 22, 11, tzinfo=UTC), "employer"),
    (S.FEEDBACK, datetime(2026, 10, 22, 18, tzinfo=UTC), ""),
    (S.REFLECTION, datetime(2026, 10, 26, 10, tzinfo=UTC), "employer"),
    (S.COUNTED, datetime(2026, 10, 28, 17, tzinfo=UTC), "student"),
]
AT = {state: at for state, at, _by in STEPS}
AGREED = "A week in the workshop of Larkspur and Finch Engineering from 12 October 2026, and two afternoons online."
FEEDBACK = "Careful with numbers, and not shy to say when something did not fit. The plan for the farm was clear."
REFLECTION = "I like work where I see what comes of it. I learned to check a drawing before I begin, and to ask early."
LOG = {
    date(2026, 10, 12): "We walked through the works. I met five people and wrote down what each of them does.",
    date(2026, 10, 14): "I measured parts for a pump. One was too long, so I asked. The drawing was wrong, not me.",
    date(2026, 10, 22): "I showed my plan for the farm. They asked what it costs, which I had not thought of.",
}


@transaction.atomic
def seed_demo() -> None:
    """Once. Nothing when the student has no record, or somebody has taken the offer away."""
    offer = Offer.objects.filter(employer=demo_employer(), reference=REFERENCE).first()
    student = User.objects.filter(email=STUDENT).first()
    learner = own_learner(student) if student else None
    enrolment = learner and learner.enrolments.filter(ended_on=None).order_by("sort").first()
    if offer and student and learner and enrolment and not offer.applications.exists():
        _went(offer, student, enrolment)


def _went(offer: Offer, student: User, enrolment: Enrolment) -> None:
    people: dict[str, User | None] = {"student": student, "employer": User.objects.get(email=email_of(DEMO_EMPLOYER))}
    people["leader"] = User.objects.filter(email="leader@demo.frontdoor.example").first()
    week, online = offer.sessions.get(is_online=False), offer.sessions.get(is_online=True)
    made = Application.objects.create(
        learner=enrolment.learner, institution=enrolment.institution, offer=offer, session=week, online_session=online,
        state=S.COUNTED, state_since=AT[S.COUNTED], ended_at=AT[S.COUNTED], ready_at=AT[S.EMPLOYER],
        why="Our fields flood each winter, and I want to see who does something about it.",
        hopes="How people plan something that has to work in the rain.",
        approved_by=people["leader"], approved_at=AT[S.PARENT] if people["leader"] else None,
        accepted_by=people["employer"], accepted_at=AT[S.CONFIRMED], confirmed_at=AT[S.CONFIRMED],
        feedback=FEEDBACK, feedback_name="Sol Marsh", feedback_at=AT[S.REFLECTION],
        reflection=REFLECTION, reflected_at=AT[S.COUNTED], happened=[one.value for one in Happened],
        created_by=student, created_at=AT[S.SCHOOL],
    )  # fmt: skip
    Step.objects.bulk_create(Step(application=made, state=state, at=at, by=people.get(by)) for state, at, by in STEPS)
    Consent.objects.create(
        application=made, session=week, text=AGREED, expires_at=AT[S.PARENT] + timedelta(days=14), agrees=True,
        answered_at=AT[S.EMPLOYER], name="A parent", on_paper=True, created_by=people["leader"], created_at=AT[S.PARENT],
    )  # fmt: skip
    for session, hours, numbers in ((week, Decimal(6), range(5)), (online, Decimal("2.5"), (0, 2))):
        Session.objects.filter(pk=session.pk).update(taken=1)
        for number in numbers:
            _day(made, session, session.first_day + timedelta(days=number), hours)
    record_placement(locked(made.pk), AT[S.COUNTED])


def _day(application: Application, session: Session, day: date, hours: Decimal) -> None:
    at, log = datetime.combine(day, time(9, 30), UTC), LOG.get(day, "")
    Day.objects.create(
        application=application, session=session, day=day, starts_at=session.starts_at, ends_at=session.ends_at,
        hours=hours, is_online=session.is_online, supervisor_name="Sol Marsh", supervisor_phone="01632 960 115",
        mark=Mark.HERE, marked_at=at, log=log, logged_at=at if log else None,
    )  # fmt: skip

"""The demo's meetings that are over: one of `student@`, one of `adviser@`, and one of which nobody has said what happened.

Each is booked and told at its own time, weeks ago, so that its letters are too late to send: nobody gets one that misleads.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.people.models import User
from frontdoor.record.models import Learner, Owner
from frontdoor.record.plan.agreed import Step
from guidance.booking import finding
from guidance.booking.actions import Answers, Chosen, book
from guidance.booking.finding import Wanted
from guidance.booking.seed import SCHOOL
from guidance.booking.ways import is_adult, ways
from guidance.models import Adviser, BookedAs, Feedback, Helped, Meeting, Outcome, Topic
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from guidance.times.clocks import london_day
from guidance.times.stored import Asker

BEFORE, LATELY = timedelta(days=24), timedelta(days=9)  # when they booked: the meeting is some days after
PHONE = "01632 960 077"


@dataclass(frozen=True)
class Ended:
    """What was said of a meeting, and agreed."""

    said: Said
    goal: str
    steps: tuple[tuple[str, Owner, int | None], ...]  # by how many days after the meeting, if at all


STUDENT = Ended(
    Said(
        "You like work with people and with your hands, and biology is your best subject. You decided to look at health "
        "courses at college, and at apprenticeships in an ambulance service, before you choose.",
        "A T Level in health, a level 3 apprenticeship, A levels with biology",
        school_may_read=True,
    ),
    "Choose what to do after Year 11",
    (
        ("Go to the open evening of the college", Owner.LEARNER, 30),
        ("Send a list of health apprenticeships near home", Owner.ADVISER, None),
    ),
)
PUPIL = Ended(
    Said(
        "You compared three engineering courses and what each asks for. You decided to visit two universities.",
        "Mechanical engineering, civil engineering, a degree apprenticeship",
        advisers_may_read=True,
    ),
    "Choose a course for after Year 13",
    (("Book two open days", Owner.LEARNER, 35), ("Ask the maths teacher about further maths", Owner.SCHOOL, 28)),
)


@transaction.atomic
def seed_demo() -> None:
    """Each once; none where the learner has met an adviser already, or nobody had a free time then."""
    student = Learner.objects.filter(account__email=f"student@{DOMAIN}").first()
    if student and student.account:
        answers = Answers(Topic.AFTER_16, words="College or an apprenticeship?", phone=PHONE)
        made = _met(student, answers, BookedAs.LEARNER, student.account, BEFORE)
        if made:
            _ended(made, STUDENT)
            said_at = made.during.upper + timedelta(days=1)
            words = "I did not know that there are apprenticeships for this."
            Feedback.objects.create(meeting=made, helped=Helped.A_LOT, knows_next=True, words=words, said_at=said_at)
    adviser = Adviser.objects.filter(user__email=f"adviser@{DOMAIN}").select_related("user").order_by("pk").first()
    if adviser:
        _of_adviser(adviser)


def _of_adviser(adviser: Adviser) -> None:
    pupils = Learner.objects.filter(
        enrolments__institution__urn=SCHOOL, enrolments__year_group=12, enrolments__ended_on=None
    )
    answers = Answers(Topic.UNIVERSITY, phone=PHONE)
    for pupil, ago, ended in zip(pupils.order_by("pk")[:2], (BEFORE, LATELY), (PUPIL, None), strict=False):
        made = _met(pupil, answers, BookedAs.ADVISER, adviser.user, ago, with_id=adviser.pk)
        if made and ended:
            _ended(made, ended)


def _met(
    learner: Learner, answers: Answers, booked_as: BookedAs, by: User, ago: timedelta, *, with_id: int | None = None
) -> Meeting | None:
    """A meeting that was booked so long ago and is over; None where there was none to book."""
    now = timezone.now()
    if learner.meetings.filter(during__startswith__lt=now).exists():
        return None
    return _booked(learner, answers, booked_as, by, now - ago, now, with_id)


def _booked(  # noqa: PLR0917 all that a booking needs
    learner: Learner,
    answers: Answers,
    booked_as: BookedAs,
    by: User,
    then: datetime,
    now: datetime,
    with_id: int | None,
) -> Meeting | None:
    asker = Asker(is_child=not is_adult(learner, today=timezone.localdate(then)))
    for slot in finding.slots(ways(learner, now=then), Wanted(adviser_id=with_id), asker, then, most=1):
        if slot.time.end >= now:
            break
        chosen = Chosen(slot.adviser.pk, slot.time.start, slot.time.channels[-1])
        try:
            return book(learner=learner, chosen=chosen, answers=answers, booked_as=booked_as, by=by, now=then)
        except Refused:  # a yes is missing, say: then there is nothing to show
            break
    return None


def _ended(made: Meeting, ended: Ended) -> None:
    """Its adviser says at its end that they came, and what they agreed."""
    by, end = made.adviser.user, made.during.upper
    actions.record(meeting_id=made.pk, outcome=Outcome.ATTENDED, said=ended.said, by=by, now=end)
    day = london_day(end)
    steps = [Step(text, owner, day + timedelta(days=later) if later else None) for text, owner, later in ended.steps]
    actions.agree(meeting_id=made.pk, goal_id=None, title=ended.goal, steps=steps, by=by, now=end)

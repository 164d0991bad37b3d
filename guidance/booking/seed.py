"""The demo's meetings: one that `student@` booked, and one that `adviser@` booked for a pupil of Year 12."""

from django.db import transaction
from django.utils import timezone

from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from guidance.booking import finding
from guidance.booking.actions import Answers, Chosen, book
from guidance.booking.ways import is_adult, ways
from guidance.models import BookedAs, Topic
from guidance.times.stored import Asker

SCHOOL = 900_001


@transaction.atomic
def seed_demo() -> None:
    """Each once, at the next free time; none where the learner has had a meeting, or no time is free."""
    student = Learner.objects.filter(account__email=f"student@{DOMAIN}").first()
    if student and student.account:
        words = "I like building things. Which apprenticeships could I start next summer?"
        _book(student, Answers(Topic.AFTER_16, words=words), BookedAs.LEARNER, student.account)
    adviser = User.objects.filter(email=f"adviser@{DOMAIN}").first()
    pupils = Learner.objects.filter(
        enrolments__institution__urn=SCHOOL, enrolments__year_group=12, enrolments__ended_on=None
    )
    if adviser and (pupil := pupils.order_by("pk").first()):
        _book(pupil, Answers(Topic.UNIVERSITY, phone="01632 960 077"), BookedAs.ADVISER, adviser)


def _book(learner: Learner, answers: Answers, booked_as: BookedAs, by: User) -> None:
    now = timezone.now()
    if learner.meetings.exists():
        return
    asker = Asker(is_child=not is_adult(learner, today=timezone.localdate(now)))
    for slot in finding.slots(ways(learner, now=now), finding.Wanted(), asker, now, most=1):
        chosen = Chosen(slot.adviser.pk, slot.time.start, slot.time.channels[-1])
        book(learner=learner, chosen=chosen, answers=answers, booked_as=booked_as, by=by, now=now)

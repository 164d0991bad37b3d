"""The demo's student has a plan and saved careers: the same every time, and not again once they changed it."""

from datetime import date

import pytest
import time_machine

from frontdoor.careers import seed as careers
from frontdoor.careers.models import Saved
from frontdoor.record.models import Owner, PlanAction
from frontdoor.record.plan import seed
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def student():
    return LearnerFactory(account=UserFactory(email=seed.STUDENT))


def test_a_goal_with_two_actions_and_a_second_run_changes_nothing(student) -> None:
    seed.seed_demo()
    seed.seed_demo()

    steps = PlanAction.objects.filter(goal__learner=student).order_by("due_on")
    assert [(one.owner, one.due_on) for one in steps] == [
        (Owner.LEARNER, date(2026, 12, 11)),
        (Owner.SCHOOL, date(2026, 12, 18)),
    ]


@pytest.mark.parametrize(("today", "due"), [("2026-12-11", 2026), ("2026-12-12", 2027), ("2027-06-01", 2027)])
def test_its_days_are_never_past(student, today, due) -> None:
    with time_machine.travel(f"{today} 12:00"):
        seed.seed_demo()
    assert PlanAction.objects.order_by("due_on").first().due_on == date(due, 12, 11)


def test_without_a_student_nothing_is_made(db) -> None:
    seed.seed_demo()
    assert not PlanAction.objects.exists()


def test_saved_careers_are_shipped_ones_and_stay_as_the_student_left_them(student) -> None:
    careers.seed_demo()
    saved = Saved.objects.filter(user=student.account)
    assert [one.career.slug for one in saved] == list(reversed(careers.SAVED))

    saved.exclude(career__slug="nurse").delete()
    careers.seed_demo()
    assert [one.career.slug for one in saved.all()] == ["nurse"]

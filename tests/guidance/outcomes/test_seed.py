"""The demo's meetings that are over."""

from datetime import UTC, datetime

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from frontdoor.record.models import PlanAction
from guidance.models import Feedback, Meeting, Outcome, Summary
from guidance.outcomes.seed import seed_demo
from tests.factories import member

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 10, 12, 8, tzinfo=UTC)


@pytest.fixture
def student(mia, time_machine):
    time_machine.move_to(LATER, tick=False)
    mia.account.email = "student@demo.frontdoor.example"
    mia.account.save()
    return mia


def test_student_has_met_an_adviser_and_a_second_run_changes_nothing(student, ada) -> None:
    for _ in range(2):
        seed_demo()
    made = Meeting.objects.get()
    assert (made.learner, made.outcome) == (student, Outcome.ATTENDED)
    assert Summary.objects.get().school_may_read
    assert Feedback.objects.get().meeting == made
    assert PlanAction.objects.filter(agreed_in=f"guidance.meeting:{made.pk}").count() == 2


def test_letters_of_then_are_too_late_to_send(student, ada) -> None:
    seed_demo()
    letters = Letter.objects.all()
    assert {one.kind for one in letters} >= {"meeting-booked", "meeting-after"}
    assert all(one.expires_at < LATER for one in letters)


def test_nothing_where_nobody_had_a_free_time(student, service) -> None:
    member("adviser@demo.frontdoor.example", "Asha Verma", service.organisation, Role.ADVISER)
    seed_demo()
    assert not Meeting.objects.exists()

"""A learner is seen by those for whom a reason holds, and by nobody else."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can
from frontdoor.record import actions
from frontdoor.record.access import get_pupil, learners_at, learners_seen
from frontdoor.record.models import Reason, ReasonKind, ReasonScope
from frontdoor.record.queries import roll
from tests.factories import SchoolFactory, UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

TODAY = date(2026, 11, 20)


def test_staff_see_the_learners_of_their_own_roll_only(amina, cora, here, elsewhere) -> None:
    mine, theirs = enrolled(here), enrolled(elsewhere)
    assert list(learners_seen(amina, Can.SEE_LEARNERS, today=TODAY)) == [mine.learner]
    assert list(learners_seen(cora, Can.SEE_LEARNERS, today=TODAY)) == [theirs.learner]
    with pytest.raises(Http404):
        get_pupil(here, today=TODAY, pk=theirs.learner_id)


def test_a_school_sees_nothing_once_the_learner_has_left(amina, here) -> None:
    enrolment = enrolled(here)
    assert actions.end_enrolments(enrolments=[enrolment], on=TODAY, now=NOW, by=amina) == 1
    assert not learners_seen(amina, Can.SEE_LEARNERS, today=TODAY).exists()
    assert not learners_at(here, today=TODAY).exists()
    assert not roll(here, today=TODAY).exists()
    assert actions.end_enrolments(enrolments=[enrolment], on=TODAY, now=NOW, by=amina) == 0


def test_a_persons_own_reason_opens_one_learner_until_its_last_day(here) -> None:
    parent, learner = UserFactory(), enrolled(here).learner
    enrolled(here)
    actions.open_reason(
        learner=learner, kind=ReasonKind.PARENT, scope=ReasonScope.RECORD, source_key="record.carer:1",
        starts_on=TODAY, until=TODAY, now=NOW, person=parent,
    )  # fmt: skip
    assert list(learners_seen(parent, Can.SEE_LEARNERS, today=TODAY)) == [learner]
    assert not learners_seen(parent, Can.MANAGE_LEARNERS, today=TODAY).exists()
    assert not learners_seen(parent, Can.SEE_LEARNERS, today=TODAY + timedelta(days=1)).exists()
    assert not learners_seen(parent, Can.SEE_LEARNERS, today=TODAY - timedelta(days=1)).exists()


def test_a_narrower_reason_does_not_open_the_record(here) -> None:
    helper, learner = UserFactory(), enrolled(here).learner
    actions.open_reason(
        learner=learner, kind=ReasonKind.PLACED, scope=ReasonScope.CARD, source_key="placement:1",
        starts_on=TODAY, now=NOW, person=helper,
    )  # fmt: skip
    assert not learners_seen(helper, Can.SEE_LEARNERS, today=TODAY).exists()
    assert learners_seen(helper, Can.SEE_LEARNERS, today=TODAY, scopes=[ReasonScope.CARD]).exists()


def test_ending_a_reason_acts_at_once_and_once(amina, here) -> None:
    enrolment = enrolled(here)
    key = actions.enrolled_key(enrolment)
    assert actions.end_reason(source_key=key, now=timezone.now(), by=amina)
    assert not actions.end_reason(source_key=key, now=timezone.now(), by=amina)
    assert not learners_at(here, today=TODAY).exists()


def test_opening_a_reason_twice_is_opening_it_once(here) -> None:
    enrolment = enrolled(here)
    actions.open_enrolled([enrolment], now=NOW)
    assert Reason.objects.filter(learner=enrolment.learner).count() == 1


def test_no_pupil_without_a_safeguarding_contact() -> None:
    with pytest.raises(Refused, match="safeguarding contact"):
        actions.enrol(learner=LearnerFactory(), institution=SchoolFactory(), started_on=TODAY, now=NOW)


@pytest.fixture(autouse=True)
def _database(db: None) -> None:
    """Everything here is stored."""

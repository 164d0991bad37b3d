"""Two rolls hold one number: they join once the earlier school has ended its enrolment, and only if they are one person's."""

from datetime import date

import pytest

from frontdoor.record import actions
from frontdoor.record.access import learners_at
from frontdoor.record.models import Joining, LinkState, PendingLink
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

TODAY = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def linked(here, elsewhere, later: dict | None = None) -> PendingLink:
    """The same child on two rolls."""
    same = {"given_names": "Ada", "date_of_birth": date(2011, 3, 4)}
    earlier = enrolled(here, learner=LearnerFactory(**same), upn="H801200001001").learner
    newer = enrolled(elsewhere, learner=LearnerFactory(**same | (later or {})), upn="H801200001001").learner
    return PendingLink.objects.create(earlier=earlier, later=newer, created_at=NOW)


def leave(link: PendingLink) -> None:
    actions.end_enrolments(enrolments=link.earlier.enrolments.all(), on=TODAY, now=NOW)
    link.refresh_from_db()


def test_two_rolls_at_once_stay_two_records(here, elsewhere) -> None:
    link = linked(here, elsewhere)
    assert list(learners_at(here, today=TODAY)) == [link.earlier]
    assert list(learners_at(elsewhere, today=TODAY)) == [link.later]
    actions.end_enrolments(enrolments=link.later.enrolments.all(), on=TODAY, now=NOW)
    assert not Joining.objects.exists()


def test_they_join_when_the_earlier_school_lets_go(here, elsewhere) -> None:
    link = linked(here, elsewhere)
    leave(link)
    assert link.state == LinkState.JOINED
    assert Joining.objects.get().cause == "left"
    assert list(learners_at(elsewhere, today=TODAY)) == [link.earlier]
    assert not learners_at(here, today=TODAY).exists()


def test_they_wait_while_another_school_still_holds_the_earlier_one(here, elsewhere, beyond) -> None:
    link = linked(here, elsewhere)
    enrolled(beyond, learner=link.earlier, sort="other")
    actions.end_enrolments(enrolments=link.earlier.enrolments.filter(institution=here), on=TODAY, now=NOW)
    assert not Joining.objects.exists()


def test_another_birth_date_is_another_person_and_nobody_is_told(here, elsewhere) -> None:
    link = linked(here, elsewhere, {"date_of_birth": date(2010, 1, 1)})
    leave(link)
    assert link.state == LinkState.NOT_SAME
    assert not Joining.objects.exists()


@pytest.mark.parametrize("facts", [{"date_of_birth": None}, {"given_names": "Bea"}])
def test_what_is_not_sure_goes_on_waiting(here, elsewhere, facts) -> None:
    link = linked(here, elsewhere, facts)
    leave(link)
    assert link.state == LinkState.WAITING
    assert not Joining.objects.exists()


def test_two_accounts_go_on_waiting_and_the_leaving_stands(here, elsewhere) -> None:
    link = linked(here, elsewhere, {"account": UserFactory()})
    link.earlier.account = UserFactory()
    link.earlier.save()
    leave(link)
    assert link.state == LinkState.WAITING
    assert not learners_at(here, today=TODAY).exists()


def test_a_record_that_was_joined_before_is_followed(here, elsewhere, beyond) -> None:
    link = linked(here, elsewhere)
    third = enrolled(beyond, learner=LearnerFactory(given_names="Ada"), sort="other").learner
    further = PendingLink.objects.create(earlier=link.later, later=third, created_at=NOW)
    leave(link)  # later is now part of earlier
    actions.end_enrolments(enrolments=link.earlier.enrolments.filter(ended_on=None), on=TODAY, now=NOW)
    further.refresh_from_db()
    assert further.state == LinkState.JOINED
    assert list(learners_at(beyond, today=TODAY)) == [link.earlier]

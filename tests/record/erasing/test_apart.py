"""After a joining that was undone each has their own again; whoever keeps a record can be asked."""

import pytest
from django.urls import reverse

from frontdoor.record.cases.queries import places_of
from frontdoor.record.erasing import queries
from frontdoor.record.erasing.actions import erase
from frontdoor.record.joining.actions import CODE, join_learners, undo
from frontdoor.record.models import Carer, Learner
from tests.factories import UserFactory
from tests.record.erasing.test_actions import NOW, activity, attends, letter
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Learner:
    return LearnerFactory(account=UserFactory())


def test_the_others_school_and_letters_are_not_theirs(sam, here) -> None:
    other = enrolled(here, email="other@herefield.example").learner
    attends(other, activity(here))
    link = Carer.objects.create(learner=other, institution=here, email="pat@home.example", created_at=NOW)
    joining = join_learners(kept=sam, absorbed=other, cause=CODE, now=NOW, by=sam.account)
    assert [*places_of(sam)] == [here]
    assert not queries.is_theirs_alone(sam)
    undo(joining_id=joining.pk, by=sam.account, now=NOW)
    to_them = letter(key="a", to="other@herefield.example")
    to_parent = letter(key=f"record-carer-invitation:{link.pk}:1", to=link.email)

    assert queries.is_theirs_alone(sam)
    assert [*places_of(sam)] == []
    erase(learner=sam, now=NOW)

    for one in (to_them, to_parent):
        one.refresh_from_db()
        assert (one.state, bool(one.to)) == ("queued", True)
    assert [*places_of(other)] == [here]


def test_whoever_recorded_an_activity_only_can_be_asked(sam, here, signed_in) -> None:
    attends(sam, activity(here))
    assert not queries.is_theirs_alone(sam)
    assert [*places_of(sam)] == [here]
    client = signed_in(sam.account)
    assert str(here) in client.get(reverse("record:correction")).content.decode()
    assert reverse("record:correction") in client.get(reverse("record:delete")).content.decode()

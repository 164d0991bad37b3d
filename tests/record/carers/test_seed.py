"""The demo's parent."""

import pytest

from frontdoor.record.carers import queries
from frontdoor.record.carers.seed import ACCEPTED, PARENT, STUDENT, seed_demo
from frontdoor.record.models import Carer
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def test_the_demos_parent_sees_the_demos_student_and_a_second_run_changes_nothing(here) -> None:
    petra = UserFactory(email=PARENT)
    seed_demo()  # nobody is on a roll yet
    assert not Carer.objects.exists()
    sami = enrolled(here, learner=LearnerFactory(account=UserFactory(email=STUDENT))).learner
    seed_demo()
    before = list(Carer.objects.values())
    seed_demo()
    assert list(Carer.objects.values()) == before
    assert list(queries.children_of(petra, today=ACCEPTED.date())) == [sami]

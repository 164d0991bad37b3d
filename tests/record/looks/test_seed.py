"""The demo's student reads who has looked."""

import pytest
from django.utils import timezone

from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Role
from frontdoor.record.looks import queries
from frontdoor.record.looks.seed import seed_demo
from frontdoor.record.models import Look
from tests.factories import UserFactory, member
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


def test_demos_student_was_looked_at_and_a_second_run_changes_nothing(here) -> None:
    for role in (Role.LEADER, Role.TEACHER, Role.HEAD):
        member(f"{role}@{DOMAIN}", f"The {role}", here, role)
    UserFactory(email=f"parent@{DOMAIN}")
    seed_demo()  # nobody is on a roll yet
    assert not Look.objects.exists()
    sami = enrolled(here, learner=LearnerFactory(account=UserFactory(email=f"student@{DOMAIN}"))).learner
    seed_demo()
    seed_demo()

    said = [one.who for one in queries.in_words(queries.shown(sami, today=timezone.localdate()))]
    assert said == [
        "Head, Herefield School", "Your parent or carer", "Teacher, Herefield School",
        "Careers leader, Herefield School", "Careers leader, Herefield School",
    ]  # fmt: skip

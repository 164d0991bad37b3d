"""The demo's employer was asked twice, once answered; a second run changes nothing."""

import pytest

from frontdoor.organisations.models import Kind, Role
from tests.factories import SchoolFactory, member
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.approaches.seed import seed_demo
from workexperience.models import Approach, ApproachState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
DOMAIN = "demo.frontdoor.example"


@pytest.fixture
def demo_employer():
    employer = EmployerFactory(organisation__kind=Kind.EMPLOYER)
    member(f"employer@{DOMAIN}", "Emil", employer.organisation, Role.EMPLOYER)
    for name in ("leader", "otherleader"):
        member(f"{name}@{DOMAIN}", name, SchoolFactory(), Role.LEADER)
    return employer


def test_the_demo_has_one_that_waits_and_one_that_is_answered(demo_employer):
    seed_demo()
    assert not Approach.objects.exists()  # nobody has checked it
    CheckFactory(employer=demo_employer, accepted_by_hub=True)
    for _ in range(2):
        seed_demo()
    assert {one.state for one in demo_employer.approaches.all()} == {ApproachState.WAITING, ApproachState.YES}


def test_without_demo_people_there_is_nothing_to_seed():
    seed_demo()
    assert not Approach.objects.exists()

"""The demo's choices."""

import pytest

from frontdoor.organisations.models import Kind, Role
from guidance.models import Supply
from guidance.supplies.seed import seed_demo
from tests.factories import OrganisationFactory, SchoolFactory, member
from tests.guidance.factories import adviser_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    """The schools with their leaders, the adviser service and the council."""
    schools = [SchoolFactory(urn=urn, name=f"School {urn}") for urn in (900_001, 900_002)]
    for school, who in zip(schools, ("leader", "otherleader"), strict=True):
        member(f"{who}@demo.frontdoor.example", who, school, Role.LEADER)
    OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Merrowshire Careers Advisers")
    OrganisationFactory(kind=Kind.COUNCIL, name="Merrowshire County Council", la_code="X01")
    return schools


def told():
    return {(one.institution.urn, one.service.kind, tuple(one.year_groups)) for one in Supply.objects.all()}


def test_each_school_has_chosen_and_a_second_run_changes_nothing(demo):
    adviser_at(demo[0])
    for _ in range(2):
        seed_demo()
    assert told() == {
        (900_001, "Own staff", (10, 11)),
        (900_001, "Bought in", (12, 13)),
        (900_002, "Council", (10, 11, 12, 13)),
    }
    assert Supply.objects.count() == 3


def test_rows_that_are_not_there_are_passed_over(db):
    seed_demo()
    assert not Supply.objects.exists()


def test_a_school_without_own_staff_has_chosen_the_others(demo):
    seed_demo()
    assert (900_001, "Bought in", (12, 13)) in told()

"""An employer in the hub's area with Emma in it, and what she tells."""

from datetime import UTC, date, datetime

import pytest

from frontdoor.organisations.models import Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, member
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.checks.actions import Answers
from workexperience.models import Check, Employer

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TOLD = Answers(
    insurer="Inventshire Mutual",
    policy_number="EL 200",
    insured_until=date(2027, 8, 31),
    health_and_safety="The manager shows the exits.",
    young_people="Never alone.",
    safeguarding_name="Sana Reed",
    safeguarding_email="safe@brightwell.example",
    safeguarding_phone="01632 960 001",
)


@pytest.fixture
def employer(council) -> Employer:
    place = OrganisationFactory(name="Brightwell Pumps", council=council, website="https://www.brightwell.example")
    return EmployerFactory(organisation=place, number="01234567")


@pytest.fixture
def emma(employer) -> User:
    return member("emma@brightwell.example", "Emma Bright", employer.organisation, Role.EMPLOYER)


@pytest.fixture
def waiting(employer, emma) -> Check:
    return CheckFactory(employer=employer, created_by=emma)


@pytest.fixture
def accepted(employer, emma, hugo) -> Check:
    return CheckFactory(
        employer=employer, created_by=emma, decided_by=hugo, decided_at=datetime(2026, 9, 20, tzinfo=UTC), accepted=True
    )

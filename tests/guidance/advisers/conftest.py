"""A service with Lena who runs it and Ada who advises; a school that relies on it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.organisations.models import Kind, Role
from frontdoor.people.models import User
from guidance.advisers.rules import BARRED, DBS, QUALIFICATION, Told
from guidance.models import Adviser, Meeting, Service
from tests.factories import OrganisationFactory, member
from tests.guidance import factories
from tests.guidance.factories import ServiceFactory, able_adviser, adviser_at

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LAST = date(2028, 8, 31)  # of the DBS check that the factory makes
DIPLOMA = Told(QUALIFICATION, "Level 6 Diploma", date(2020, 7, 1), level=6)
CHECK = Told(DBS, BARRED, date(2026, 11, 2), until=date(2029, 11, 1))


@pytest.fixture
def service(db) -> Service:
    place = OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Inventshire Advisers")
    return ServiceFactory(organisation=place)


@pytest.fixture
def lena(service) -> User:
    return member("lena@advisers.example", "Lena Lead", service.organisation, Role.ADVISER_LEAD)


@pytest.fixture
def new(service, lena) -> Adviser:
    """Nothing proved."""
    return adviser_at(service.organisation)


@pytest.fixture
def ada(service, lena) -> Adviser:
    """Able until 31 August 2028."""
    return able_adviser(service.organisation)


@pytest.fixture
def booked() -> Callable[..., Meeting]:
    """`booked(adviser, day, hour=9, institution=school)`: a meeting."""

    def book(adviser: Adviser, day: date, hour: int = 9, **more: object) -> Meeting:
        start = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        return factories.meeting(adviser, start, start + timedelta(minutes=45), **more)

    return book

"""Ada, an able adviser of a service; Lena, who leads it; Otto, who leads another one."""

from datetime import UTC, date, datetime, time

import pytest

from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.models import User
from guidance.models import Adviser, Channel, Place, Service
from guidance.times.actions import Days, Hours
from tests.factories import member
from tests.guidance.factories import PlaceFactory, ServiceFactory, able_adviser

NOW = datetime(2026, 9, 9, 8, tzinfo=UTC)  # a Wednesday
TODAY = date(2026, 9, 9)
MONDAY = date(2026, 9, 14)
BOTH = (Channel.VIDEO.value, Channel.PHONE.value)
MORNING = Hours(time(9), time(12), BOTH)
FROM_TODAY = Days(TODAY)


@pytest.fixture
def at_nine(time_machine):
    """The pages' clock stands at NOW."""
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def service(db: None) -> Service:
    return ServiceFactory(organisation__name="Northway Advisers")


@pytest.fixture
def organisation(service: Service) -> Organisation:
    return service.organisation


@pytest.fixture
def ada(organisation: Organisation) -> Adviser:
    return able_adviser(organisation)


@pytest.fixture
def lena(organisation: Organisation) -> User:
    return member("lena@northway.example", "Lena Ross", organisation, Role.ADVISER_LEAD)


@pytest.fixture
def otto(db: None) -> User:
    return member("otto@southway.example", "Otto Beck", ServiceFactory().organisation, Role.ADVISER_LEAD)


@pytest.fixture
def room(service: Service) -> Place:
    return PlaceFactory(service=service, name="Careers room")

"""Lena leads an adviser service, which has begun; the day is a Monday in autumn."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from frontdoor.organisations.models import Role
from frontdoor.people.models import User
from guidance.models import Service
from tests.factories import member
from tests.guidance.factories import ServiceFactory

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(db: None) -> Service:
    return ServiceFactory(organisation__name="Invented Advisers")


@pytest.fixture
def lena(service: Service) -> User:
    return member("lena@advisers.example", "Lena Lead", service.organisation, Role.ADVISER_LEAD)

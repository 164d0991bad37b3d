"""A school, an adviser service that takes schools with Leo who runs it, and the day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.organisations.models import Role
from frontdoor.people.models import User
from guidance.models import Service, Supply
from guidance.supplies import actions
from guidance.supplies.rules import Terms
from tests.factories import member
from tests.guidance.factories import ServiceFactory

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = NOW.date()
TERMS = Terms((10, 11), TODAY)


@pytest.fixture
def at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(db: None) -> Service:
    return ServiceFactory(organisation__name="Inventshire Advisers")


@pytest.fixture
def leo(service) -> User:
    return member("leo@advisers.example", "Leo Lund", service.organisation, Role.ADVISER_LEAD)


@pytest.fixture
def chosen(here, service, amina, leo) -> Supply:
    """Chosen today for Years 10 and 11, without an end."""
    return actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=NOW)


def terms(*years: int, first: date = TODAY, last: date | None = None) -> Terms:
    return Terms(years, first, last)

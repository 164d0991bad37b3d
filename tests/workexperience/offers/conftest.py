"""An employer with two colleagues, a kind of work, and all answers about a good offer."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from frontdoor.careers.models import Category
from frontdoor.organisations.models import Kind, Outcode, Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, member
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.models import Employer
from workexperience.offers import actions
from workexperience.offers.plan import Days

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
WEEK = Days(date(2027, 3, 1), date(2027, 3, 5), (1, 2, 3, 4, 5), time(9, 30), time(15, 30), 30, places=4)
ONLINE_DAY = Days(date(2027, 3, 8), date(2027, 3, 8), (1,), time(10), time(12, 30), is_online=True, places=4)


@pytest.fixture
def firm(db: None) -> Employer:
    organisation = OrganisationFactory(kind=Kind.EMPLOYER, name="Merrow Joinery")
    return EmployerFactory(organisation=organisation)


@pytest.fixture
def checked(firm: Employer) -> Employer:
    """The same employer, once its check is accepted."""
    CheckFactory(employer=firm, accepted_by_hub=True)
    return firm


@pytest.fixture
def erin(firm: Employer) -> User:
    return member("erin@merrow.example", "Erin Shaw", firm.organisation, Role.EMPLOYER)


@pytest.fixture
def omar(firm: Employer) -> User:
    return member("omar@merrow.example", "Omar Bell", firm.organisation, Role.EMPLOYER)


@pytest.fixture
def work(db: None) -> Category:
    return Category.objects.get_or_create(slug="manufacturing", defaults={"title": "Manufacturing"})[0]


@pytest.fixture
def known(db: None) -> str:
    """A postcode whose area is known to be in England."""
    Outcode.objects.create(outcode="LS27", point=(426_000, 427_000), region="Yorkshire and The Humber")
    return "LS27 0PD"


@pytest.fixture
def facts(work: Category, known: str) -> dict[str, Any]:
    return {
        "kind": "placement",
        "mode": "in-person",
        "title": "A week in the workshop",
        "sector": work,
        "doing": "You will measure, mark and cut.",
        "learning": "You will learn how a drawing becomes a table.",
        "address": "Unit 4, Mill Lane",
        "town": "Morley",
        "postcode": known,
        "year_groups": [10, 11],
        "supervisor_name": "Sol Marsh",
        "supervisor_phone": "01632 960002",
    }


@pytest.fixture
def draft(firm: Employer, erin: User, facts: dict[str, Any]):
    """A draft with nothing missing."""
    offer = actions.begin(employer=firm, kind="placement", mode="in-person", label="", by=erin, now=NOW)
    actions.change(offer_id=offer.pk, changes=facts, by=erin, now=NOW)
    return actions.set_sessions(offer_id=offer.pk, sessions=[WEEK], closes_on=date(2027, 2, 1), by=erin, now=NOW)

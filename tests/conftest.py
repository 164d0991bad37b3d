"""Fixtures that every room's tests share: people with meaning, and the organisations they belong to.

amina  careers leader of the made-up school `here`
bryn   teacher there, reads only
hana   head there
cora   careers leader of another made-up school, `elsewhere`
hugo   works for the Careers Hub of both schools' council
dee    works for the department

`beyond` is a school of another council and hub, where none of them belongs. `signed_in(person)` gives a client.
"""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from frontdoor.organisations.models import Kind, Organisation, Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, SchoolFactory, member
from tests.helpers import sign_in


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screens", action="store_true", help="photograph every page type into build/screens/")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--screens"):
        config.args = [str(config.rootpath / "tests" / "browser" / "screens.py")]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits are counted in the shared cache: each test begins at none."""
    cache.clear()


@pytest.fixture
def hub(db: None) -> Organisation:
    return OrganisationFactory(kind=Kind.HUB, name="Inventshire Careers Hub")


@pytest.fixture
def council(hub: Organisation) -> Organisation:
    return OrganisationFactory(kind=Kind.COUNCIL, name="Inventshire Council", la_code="X91", hub=hub)


@pytest.fixture
def department(db: None) -> Organisation:
    return OrganisationFactory(kind=Kind.DEPARTMENT, name="Department for Inventions")


@pytest.fixture
def here(council: Organisation) -> Organisation:
    return SchoolFactory(urn=900001, name="Herefield School", council=council, website="https://www.herefield.example")


@pytest.fixture
def elsewhere(council: Organisation) -> Organisation:
    return SchoolFactory(urn=900002, name="Elsewhere Academy", council=council, website="elsewhere.example")


@pytest.fixture
def beyond(db: None) -> Organisation:
    far = OrganisationFactory(kind=Kind.HUB, name="Beyondshire Careers Hub")
    council = OrganisationFactory(kind=Kind.COUNCIL, name="Beyondshire Council", la_code="X92", hub=far)
    return SchoolFactory(urn=900003, name="Beyond School", council=council, website="beyond.example")


@pytest.fixture
def amina(here: Organisation) -> User:
    return member("amina@herefield.example", "Amina Yusuf", here, Role.LEADER)


@pytest.fixture
def bryn(here: Organisation) -> User:
    return member("bryn@herefield.example", "Bryn Parry", here, Role.TEACHER)


@pytest.fixture
def hana(here: Organisation) -> User:
    return member("hana@herefield.example", "Hana Novak", here, Role.HEAD)


@pytest.fixture
def cora(elsewhere: Organisation) -> User:
    return member("cora@elsewhere.example", "Cora Blake", elsewhere, Role.LEADER)


@pytest.fixture
def hugo(hub: Organisation) -> User:
    return member("hugo@hub.example", "Hugo Lind", hub, Role.HUB)


@pytest.fixture
def dee(department: Organisation) -> User:
    return member("dee@department.example", "Dee Okafor", department, Role.DEPARTMENT)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """`signed_in(amina)`: a new client signed in as amina, second factor given."""
    return lambda user: sign_in(Client(), user)

"""Emma works for nobody yet; the place is one that the register knows."""

from datetime import UTC, datetime

import pytest

from frontdoor.organisations.places.spots import Spot
from frontdoor.people.models import User
from tests.careers.factories import CategoryFactory
from tests.factories import UserFactory
from tests.organisations.factories import MERROW, schools_around_merrow
from workexperience.employers import actions
from workexperience.employers.actions import Identity, Profile
from workexperience.models import NumberKind

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
COMPANY = Identity("Brightwell Pumps", NumberKind.COMPANY, "01234567")


@pytest.fixture
def emma(db: None) -> User:
    return UserFactory(email="emma@brightwell.example", full_name="Emma Bright")


@pytest.fixture
def sectors(db: None) -> None:
    """The two sectors that the pages' tests choose."""
    for slug in ("engineering-and-maintenance", "retail-and-sales"):
        CategoryFactory(slug=slug)


@pytest.fixture
def near_here(here, beyond) -> None:
    """Postcodes and outcodes, and two schools with a point: ours is the nearer."""
    schools_around_merrow(here, beyond)


@pytest.fixture
def add(emma, council):
    def _add(identity=COMPANY, by=None, now=NOW):
        return actions.add(
            identity=identity,
            profile=Profile("https://brightwell.example", "", "Pumps"),
            spot=Spot("ZY1 1AA", MERROW, council),
            town="Merrow",
            by=by or emma,
            now=now,
        )

    return _add

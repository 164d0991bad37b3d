"""Emma works for nobody yet; the place is one that the register knows."""

from datetime import UTC, datetime

import pytest

from frontdoor.organisations.models import Outcode, Point, Postcode
from frontdoor.people.models import User
from tests.careers.factories import CategoryFactory
from tests.factories import UserFactory
from workexperience.employers import actions
from workexperience.employers.actions import Identity, Profile
from workexperience.employers.places import Spot
from workexperience.models import NumberKind

MERROW = Point(400_000, 300_000)
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
    """Two schools with a point, ours the nearer; postcodes and outcodes around them."""
    for school, east in ((here, 400_500), (beyond, 460_000)):
        school.easting, school.northing = east, 300_000
        school.save(update_fields=["easting", "northing"])
    Outcode.objects.update_or_create(outcode="ZY1", defaults={"point": MERROW, "region": "South West"})
    Outcode.objects.update_or_create(outcode="ZX1", defaults={"point": Point(250_000, 700_000), "region": "Scotland"})
    Postcode.objects.create(postcode="ZY1 1AA", point=MERROW, country="England")


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

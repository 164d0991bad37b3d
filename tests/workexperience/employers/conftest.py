"""Emma works for nobody yet; the place is one that the register knows."""

import pytest

from frontdoor.organisations.models import Outcode, Point, Postcode
from frontdoor.people.models import User
from tests.careers.factories import CategoryFactory
from tests.factories import UserFactory

MERROW = Point(400_000, 300_000)


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

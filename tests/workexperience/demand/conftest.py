"""A council with a school by which searches near it are found to be there, and one further off."""

import pytest

from frontdoor.organisations.models import Kind, Point
from tests.careers.factories import CategoryFactory
from tests.factories import OrganisationFactory, SchoolFactory

MERROW = Point(400_000, 300_000)
FAR = Point(520_000, 180_000)


def council_at(name, point, code):
    found = OrganisationFactory(kind=Kind.COUNCIL, name=name, la_code=code)
    SchoolFactory(council=found, easting=int(point.easting), northing=int(point.northing))
    return found


@pytest.fixture
def merrow(db):
    return council_at("Merrowshire", MERROW, "901")


@pytest.fixture
def farshire(db):
    return council_at("Farshire", FAR, "902")


@pytest.fixture
def engineering(db):
    return CategoryFactory(slug="engineering-and-maintenance")

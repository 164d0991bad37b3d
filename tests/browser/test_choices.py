"""Journeys through choices: what a parent, and somebody of 16, finds without signing in."""

import pytest

from frontdoor.organisations.models import Outcode, Place, Point
from tests.browser.counted import Counted
from tests.factories import SchoolFactory

HERE = Point(426_000, 427_500)


@pytest.fixture
def places(db):
    Outcode.objects.create(outcode="LS27", point=HERE, region="Yorkshire and The Humber")
    for council in ("Telford", "Isle of Wight"):
        Place.objects.create(name="Newport", council_name=council, region="England", point=HERE)
    SchoolFactory(name="Quarry College", type_code="18", age_low=16, age_high=99, easting=427_000, northing=427_500)


def test_parent_finds_what_to_say_every_way_and_places_near(places, visitor):
    """In two clicks from the start page: one to every way side by side, one to the places."""
    visitor.open("/")
    counted = Counted(visitor)
    counted.follow("a parent or carer")
    assert visitor.heading == "Help them choose"
    assert "What do your friends come to you for?" in visitor.text
    assert "What they can do at 16" in visitor.text

    visitor.fill("Postcode or town", "LS27")
    counted.press("Search")
    assert counted.clicks == 2
    assert visitor.heading == "Places to learn near LS27"
    assert "Quarry College" in visitor.text
    assert "0800 100 900" in visitor.text


def test_somebody_of_16_reads_the_easy_page_and_says_which_newport(places, visitor):
    visitor.open("/choices/")
    visitor.follow("I am 15 or 16")
    assert visitor.heading == "Choices at 16"
    visitor.follow("Easy read")
    assert "An apprenticeship is a job." in visitor.text

    visitor.follow("The longer page")
    visitor.follow("Find sixth forms and colleges near you")
    visitor.press("Search")
    assert visitor.errors == ["Enter a postcode or a town"]
    visitor.fill("Postcode or town", "newport")
    visitor.press("Search")
    assert visitor.heading == "Which newport?"
    visitor.follow("Newport, Telford")
    assert visitor.heading == "Places to learn near Newport, Telford"

"""Journeys through careers: from the start to a career, and a career on paper."""

import re
from datetime import date

import pytest

from frontdoor.careers import actions, content
from frontdoor.careers.entries import Entry
from frontdoor.careers.models import Words
from frontdoor.careers.shipped import load_careers
from tests.browser.counted import Counted
from tests.browser.looks import SMALL
from tests.browser.visitors import Keyboard

LONGEST = ["primary-school-teacher", "plumber", "civil-engineer"]  # full texts with the most ways in


def put(title, **facts):
    """One career with these facts."""
    actions.put_categories(content.categories())
    entry = Entry(slug=title.lower(), title=title, overview="It matters. Every day.", **facts)
    actions.put([entry], words=Words.OURS, as_at=date(2020, 11, 16))


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_career_is_printed_on_two_sheets(looking):
    load_careers()
    sheets = {}
    with looking(SMALL) as visitor:
        assert isinstance(visitor, Keyboard)
        for slug in LONGEST:
            visitor.open(f"/careers/{slug}/")
            paper = visitor.page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "10mm"))
            sheets[slug] = max(map(int, re.findall(rb"/Count (\d+)", paper)))

    assert max(sheets.values()) <= 2, sheets


def test_reader_finds_a_career_by_browsing(visitor):
    put(title="Firefighter", categories=["emergency-and-uniform-services"], subjects=["pe"], does=["Put out fires."])
    put(title="Judge", categories=["law-and-legal"], subjects=["english"])
    visitor.open("/careers/")
    visitor.follow("Emergency and uniform services 1 career")
    assert visitor.heading == "Emergency and uniform services"

    visitor.fill("School subject", "Physical education")
    visitor.press("Show careers")
    visitor.follow("Firefighter")

    assert visitor.heading == "Firefighter"
    for words in ("Ways in", "What you will do", "What it pays", "Talk to an adviser"):
        assert words in visitor.text


def test_reader_asks_how_to_get_there_and_sees_every_way_side_by_side(visitor):
    """In two clicks from the start page, in words that are no title."""
    ways = {
        "university": {"awards": ["degree"]},
        "apprenticeship": {"levels": ["intermediate", "advanced"]},
        "college": {},
        "volunteering": {},
    }
    put(title="Firefighter", categories=["emergency-and-uniform-services"], also=["fire service"], ways=ways)
    put(title="Judge", categories=["law-and-legal"])
    visitor.open("/")
    counted = Counted(visitor)

    visitor.fill("What are you looking for?", "fire service")
    counted.press("Search")
    counted.follow("Firefighter")

    assert counted.clicks == 2
    assert visitor.heading == "Firefighter"
    for words in ("Ways in", "What you need", "What it costs or pays", "University", "apprenticeship", "Volunteering"):
        assert words in visitor.text, words

"""What guidance is, for a reader of 11, with what has to be said."""

import statistics

import pytest
from lxml import html

from guidance.public.words import words
from tests.reading import reading_age

pytestmark = pytest.mark.django_db
HERE = "/guidance/what-it-is/"


@pytest.fixture
def main(client):
    return html.document_fromstring(client.get(HERE).content).xpath("//main")[0]


def test_it_tells_information_advice_and_guidance_apart_and_what_guidance_is_not(main):
    headings = [" ".join(one.text_content().split()) for one in main.xpath(".//h2 | .//h3")]

    for title in (
        "Information", "Advice", "Guidance", "It is fair", "It is private, up to a point", "It is free for pupils",
        "It is not counselling", "It is not a job agency", "Who gives it", "What happens in a meeting", "How to get ready",
    ):  # fmt: skip
        assert title in headings, title
    assert "level 6 or level 7" in main.text_content()
    assert main.xpath(".//a[@href='/worried/']")
    assert "We last checked this page on 22 November 2026." in main.text_content()
    assert main.xpath(".//a[@href='/guidance/advisers/']")


def test_it_is_for_readers_of_eleven(main):
    said = [" ".join(one.text_content().split()) for one in main.xpath(".//h1 | .//h2 | .//h3 | .//p | .//li[not(*)]")]
    assert reading_age(". ".join(said), "National Careers Service", "qualification") <= 11


def test_no_row_of_it_is_hard():
    rows = [row["text"] for part in words().values() if isinstance(part, list) for row in part]
    assert statistics.median(reading_age(row) for row in rows) <= 9
    assert max(reading_age(row) for row in rows) <= 13  # one sentence alone weighs more


def test_it_leads_to_the_booking_page(main):
    assert main.xpath(".//a[@href='/guidance/']")


def test_the_search_and_the_doors_lead_to_it(client):
    assert HERE in client.get("/search?q=what+is+personal+guidance").content.decode()
    for door in ("students", "adults", "advisers"):
        assert HERE in client.get(f"/for-{door}/").content.decode()

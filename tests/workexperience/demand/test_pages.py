"""Hubs see their own councils, the department all; what may not be read is nowhere in page or file."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone
from lxml import html

from frontdoor.organisations.models import Outcode, Point
from tests.careers.factories import CategoryFactory
from tests.workexperience.factories import OfferFactory, SessionFactory
from workexperience.listing.actions import refresh
from workexperience.models import Unmet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 11, 21)


@pytest.fixture
def today():
    with time_machine.travel(f"{TODAY} 10:00Z", tick=False):
        yield


@pytest.fixture
def care(db):
    return CategoryFactory(slug="social-care", title="Social care")


def unmet(council, sector, searches, month=date(2026, 11, 1)):
    Unmet.objects.create(council=council, sector=sector, searches=searches, month=month)


def rows(browser, address="/employers/demand/"):
    tree = html.document_fromstring(browser.get(address).content)
    return {
        line.xpath("string(th)").strip(): [" ".join(cell.text_content().split()) for cell in line.xpath("td")]
        for line in tree.xpath("//table//tr[td]")
    }


def test_the_hub_sees_its_own_council_with_what_there_is(signed_in, hugo, council, here, merrow, engineering, care):
    here.easting, here.northing = 600_000, 100_000
    here.save()
    offer = OfferFactory(sector=engineering, easting=600_100, northing=100_000)
    SessionFactory(offer=offer, taken=1)
    SessionFactory(offer=offer, first_day=date(2026, 11, 1), last_day=date(2027, 11, 5))
    refresh([offer.pk], now=timezone.now())
    unmet(council, engineering, 4)
    unmet(council, engineering, 3, date(2025, 12, 1))
    unmet(council, engineering, 90, date(2025, 11, 1))
    unmet(council, care, 4)
    unmet(council, None, 6)
    unmet(merrow, care, 50)
    assert rows(signed_in(hugo)) == {
        engineering.title: ["7", "1", "3"],
        "No kind of work chosen": ["6", "0", "0"],
        "Social care": ["fewer than 5", "0", "0"],
        "All that is shown": ["13", "1", "3"],
    }


def test_the_department_sees_all_together_without_what_is_hidden_of_each(signed_in, dee, merrow, farshire, care):
    unmet(merrow, care, 10)
    unmet(farshire, care, 3)
    browser = signed_in(dee)
    assert rows(browser)["Social care"][0] == "10"
    assert rows(browser, f"/employers/demand/?council={farshire.pk}")["Social care"][0] == "fewer than 5"
    assert rows(browser, f"/employers/demand/?council={merrow.pk}")["Social care"][0] == "10"


def test_an_area_of_somebody_else_is_not_offered_nor_shown(signed_in, hugo, council, merrow, care):
    unmet(merrow, care, 50)
    page = signed_in(hugo).get(f"/employers/demand/?council={merrow.pk}").content.decode()
    assert "50" not in rows(signed_in(hugo), f"/employers/demand/?council={merrow.pk}")["Social care"]
    assert merrow.name not in page


def test_the_file_says_the_same(signed_in, dee, merrow, farshire, care):
    unmet(merrow, care, 10)
    unmet(farshire, care, 3)
    browser = signed_in(dee)
    assert "Social care,0,0,10" in browser.get("/employers/demand.csv").content.decode()
    one = browser.get(f"/employers/demand.csv?council={farshire.pk}").content.decode().splitlines()
    assert one[0] == "kind_of_work,open_offers,free_places,searches_that_found_nothing"
    assert "Social care,0,0," in one


def test_page_costs_the_same_for_any_number_of_councils(
    signed_in, dee, merrow, farshire, care, django_assert_num_queries
):
    unmet(merrow, care, 10)
    browser = signed_in(dee)
    browser.get("/employers/demand/")
    with django_assert_num_queries(9):
        browser.get("/employers/demand/")


def test_what_the_public_searches_in_vain_reaches_the_hub_from_the_fifth_search_on(
    client, signed_in, hugo, council, here, care, engineering
):
    here.easting, here.northing = 426_000, 427_500
    here.save()
    Outcode.objects.create(outcode="ZY1", point=Point(426_100, 427_500), region="South West")
    for _ in range(5):
        client.get("/work-experience/?where=ZY1&sector=social-care")
    for _ in range(4):
        client.get(f"/work-experience/?where=ZY1&sector={engineering.pk}")
    found = rows(signed_in(hugo))
    assert found["Social care"][0] == "5"
    assert found[engineering.title][0] == "fewer than 5"
    assert found["All that is shown"][0] == "5"

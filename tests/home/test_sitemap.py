"""What search engines are told."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone
from lxml import etree, html

from frontdoor.home.sitemaps import Offers
from tests.careers.factories import CareerFactory, CategoryFactory, OccupationFactory
from tests.workexperience.factories import SessionFactory
from workexperience.listing.actions import refresh
from workexperience.models import Listing

pytestmark = pytest.mark.django_db


def addresses(client):
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return tree.xpath("//*[local-name()='loc']/text()")


def test_sitemap_names_every_career_and_page_once_and_all_of_them_answer(client):
    CareerFactory(slug="keeper", title="Keeper")

    found = addresses(client)

    assert len(found) == len(set(found))
    assert f"{settings.SITE_URL}/careers/keeper/" in found
    assert {address.removeprefix(settings.SITE_URL) for address in found} >= {"/", "/careers/", "/for-schools/"}
    assert {client.get(address.removeprefix(settings.SITE_URL)).status_code for address in found} == {200}


def test_sitemap_uses_the_lasting_address_whatever_host_asks(client):
    assert all(address.startswith(settings.SITE_URL) for address in addresses(client))


def test_robots_are_shown_the_sitemap_and_kept_from_pages_of_people(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in lines
    assert "Disallow: /account/" in lines


def test_every_offer_that_is_shown_is_told_of_in_files_of_ten_thousand(client, monkeypatch):
    offers = [SessionFactory(offer__sector=CategoryFactory()).offer for _ in range(3)]
    refresh([offer.pk for offer in offers], now=timezone.now())
    Listing.objects.filter(pk=offers[2].pk).update(shown_until=date(2020, 1, 1))
    monkeypatch.setattr(Offers, "limit", 1)

    lines = client.get("/robots.txt").content.decode().splitlines()
    files = [line.removeprefix("Sitemap: ") for line in lines if "sitemap-work-experience" in line]
    found = [
        address
        for file in files
        for address in etree.fromstring(client.get(file.removeprefix(settings.SITE_URL)).content).xpath(
            "//*[local-name()='loc']/text()"
        )
    ]

    assert [file.rpartition("/")[2] for file in files] == [
        "sitemap-work-experience.xml", "sitemap-work-experience.xml?p=2",
    ]  # fmt: skip
    assert found == [f"{settings.SITE_URL}/work-experience/{offer.pk}/" for offer in offers[:2]]


def test_career_says_what_it_is_to_machines(client):
    pay = OccupationFactory(p10=20_000, median=30_000, p90=40_000)
    CareerFactory(slug="keeper", title="Keeper </script>", occupation=pay)

    tree = html.document_fromstring(client.get("/careers/keeper/").content)

    occupation, crumbs = (json.loads(found.text) for found in tree.xpath("//script[@type='application/ld+json']"))
    assert (occupation["@type"], occupation["name"]) == ("Occupation", "Keeper </script>")
    assert occupation["estimatedSalary"][0] | {"name": ""} == {
        "@type": "MonetaryAmountDistribution",
        "name": "",
        "currency": "GBP",
        "duration": "P1Y",
        "median": 30_000,
        "percentile10": 20_000,
        "percentile90": 40_000,
    }
    assert [step["name"] for step in crumbs["itemListElement"]] == ["Careers", "Animal care", "Keeper </script>"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{settings.SITE_URL}/careers/keeper/"]

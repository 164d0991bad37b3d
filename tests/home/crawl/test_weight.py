"""A first visit to any public page is light: the page packed, with all that a browser asks for to show it."""

import gzip

import pytest

from tests.home.crawl.test_markup import sample
from tests.home.test_public_pages import A_VISIT, assets, on_the_wire

pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]


def test_first_visit_to_every_page_type_is_light(site):
    sizes = {
        address: len(gzip.compress(page.body)) + sum(map(on_the_wire, assets(page.body)))
        for address, page in sample(site).items()
    }

    assert {address: size for address, size in sizes.items() if size > A_VISIT} == {}

"""Every link inside the site ends on a page, and on the part of it that it names."""

import pytest

from frontdoor.careers.shipped import entries

pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]


def test_every_link_answers(site):
    bad = [f"{page.status} {page.address} on {page.found_on}" for page in site.values() if page.status != 200]
    assert not bad, "\n".join(bad[:30])


def test_every_career_is_reached_from_the_start_page(site):
    wanted = {f"/careers/{entry.slug}/" for entry in entries()}

    assert len(wanted) == 829
    assert wanted - site.keys() == set()


def test_every_link_to_a_part_of_a_page_finds_it(site):
    bad = {
        f"{address}#{fragment} on {page.address}"
        for page in site.values()
        for address, fragment in page.links
        if fragment and address in site and fragment not in site[address].ids
    }
    assert not bad, "\n".join(sorted(bad)[:30])

"""The half of the everyday queries that the search is tuned on stays found. `bin/bench search` reports on the other."""

import pytest

from frontdoor.careers.shipped import load_careers
from tests.search.everyday import held_back, shares, tuning


@pytest.mark.django_db
def test_tuning_half_finds_an_accepted_career():
    load_careers()

    three, five = shares(tuning())

    assert three >= 97
    assert five >= 98


def test_halves_are_about_200_each_and_share_no_query():
    one, other = ({row.query for row in half} for half in (tuning(), held_back()))
    assert len(one) + len(other) == 400
    assert not one & other
    assert min(len(one), len(other)) > 180

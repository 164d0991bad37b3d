"""Year groups in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.years import year_groups_in_words, year_on


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ([], ""),
        ([0], "Reception"),
        ([11], "Year 11"),
        ([10, 12], "Years 10 and 12"),
        ([10, 11], "Years 10 and 11"),
        ([10, 11, 12], "Years 10 to 12"),
        ([9, 10, 11, 13], "Years 9 to 11 and 13"),
        ([7, 9, 11], "Years 7, 9 and 11"),
        ([7, 8, 10, 11, 12, 14], "Years 7, 8, 10 to 12 and 14"),
        ([0, 1], "Reception and Year 1"),
        ([0, 1, 2, 3], "Reception and Years 1 to 3"),
        ((13, 12, 12, 0), "Reception and Years 12 and 13"),
    ],
)
def test_year_groups_are_said_as_short_as_they_are_clear(years, words):
    assert year_groups_in_words(years) == words


@given(st.lists(st.integers(0, 14)))
def test_words_name_exactly_the_year_groups(years):
    words = year_groups_in_words(iter(years))
    spans = [(int(first), int(last or first)) for first, last in re.findall(r"(\d+)(?: to (\d+))?", words)]
    read = [0] * words.startswith("Reception") + [year for first, last in spans for year in range(first, last + 1)]
    assert read == sorted(set(years))


def test_the_year_group_goes_on_with_the_school_year() -> None:
    assert year_on(9, begun="2026-27", then="2027-28") == 10
    assert year_on(10, begun="2027-28", then="2026-27") == 10
    assert year_on(None, begun="2026-27", then="2027-28") is None

"""The one search finds the readers' pages by what people type."""

import pytest

from frontdoor.careers.choices.finding import group


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("options after gcses", "/choices/16/"),
        ("which subjects should I pick", "/choices/13/"),
        ("gap year", "/choices/18/"),
        ("dropped out of college", "/choices/left-early/"),
        ("ehcp", "/choices/send/"),
        ("autism", "/choices/send/"),
        ("career change", "/choices/changing-career/"),
        ("help my kids choose", "/choices/parents/"),
        ("careers in my subject", "/choices/teachers/"),
    ],
)
def test_reader_is_found_by_their_own_words(typed, page):
    assert page in [hit.href for hit in group(typed).hits][:2]


@pytest.mark.parametrize("typed", ["work with animals", "plumber", "job where I draw", "nurse", ""])
def test_wish_for_a_job_is_no_wish_for_choices(typed):
    assert group(typed).hits == []

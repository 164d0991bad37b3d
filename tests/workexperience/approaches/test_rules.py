"""Terms for counting, and when an employer has been asked often enough."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workexperience.approaches.rules import (
    in_words,
    is_full,
    next_term_begins,
    opens_again,
    term_of,
    why_full,
    years_at,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 9, 1), "2026-27 autumn"),
        (date(2026, 12, 31), "2026-27 autumn"),
        (date(2027, 1, 1), "2026-27 spring"),
        (date(2027, 3, 31), "2026-27 spring"),
        (date(2027, 4, 1), "2026-27 summer"),
        (date(2027, 8, 31), "2026-27 summer"),
        (date(2099, 9, 1), "2099-00 autumn"),
    ],
)
def test_day_has_its_term(day, term):
    assert term_of(day) == term


@given(DAYS)
def test_next_term_begins_on_the_first_day_that_is_not_in_this_one(day):
    term, begins = term_of(day), next_term_begins(term_of(day))
    assert day < begins <= day + timedelta(days=153)
    assert term_of(begins) != term
    assert term_of(begins - timedelta(days=1)) == term


@given(DAYS)
def test_words_name_the_calendar_year_of_the_day(day):
    assert in_words(term_of(day)) == f"{term_of(day).split()[1]} {day.year}"


@given(DAYS)
def test_every_term_fits_its_column(day):
    assert len(term_of(day)) <= 14


@pytest.mark.parametrize("text", ["", "2026-27", "2026-28 autumn", "2026-27 winter", "2026-27 autumn "])
def test_what_is_no_term_is_refused(text):
    with pytest.raises(ValueError, match="is not a"):
        next_term_begins(text)


def test_months_in_which_it_opens_again():
    assert opens_again("2026-27 autumn") == "January 2027"
    assert opens_again("2026-27 spring") == "April 2027"
    assert opens_again("2026-27 summer") == "September 2027"


@given(st.none() | st.integers(0, 500), st.integers(0, 500))
def test_an_employer_is_full_exactly_when_there_is_a_sentence(limit, taken):
    assert is_full(limit, taken) == bool(why_full("Larch", limit, taken, "2026-27 autumn"))
    assert not is_full(None, taken)
    assert limit is None or is_full(limit, limit)


def test_sentence_names_the_limit_and_the_month():
    assert why_full("Larch", 3, 3, "2026-27 autumn") == (
        "Larch takes 3 requests a term and has had enough for autumn 2026. It can be asked again from January 2027."
    )
    assert why_full("Larch", 1, 2, "2026-27 autumn").startswith("Larch takes one request a term")
    assert why_full("Larch", 0, 0, "2026-27 autumn") == "Larch takes no requests from schools and colleges."


@pytest.mark.parametrize(
    ("ages", "years"),
    [
        ((11, 16), [7, 8, 9, 10, 11]),
        ((11, 18), [7, 8, 9, 10, 11, 12, 13]),
        ((4, 19), [7, 8, 9, 10, 11, 12, 13, 14]),
        ((16, 99), [12, 13, 14]),
        ((None, None), [7, 8, 9, 10, 11, 12, 13]),
    ],
)
def test_years_follow_the_ages(ages, years):
    assert years_at(*ages) == years


@given(st.none() | st.integers(0, 99), st.none() | st.integers(0, 99))
def test_there_is_always_a_year_to_choose(low, high):
    assert years_at(low, high)
    assert set(years_at(low, high)) <= {*range(7, 15)}

"""Where a choice stands on a day, and in which words."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.supplies import rules
from guidance.supplies.rules import Stand, Terms, merged, standing

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "ended", "stand", "says"),
    [
        (date(2027, 1, 4), None, None, Stand.NOT_BEGUN, "Begins on 4 January 2027"),
        (
            date(2027, 1, 4),
            date(2027, 7, 16),
            None,
            Stand.NOT_BEGUN,
            "Begins on 4 January 2027; the last day is 16 July 2027",
        ),
        (TODAY, None, None, Stand.HOLDS, "Since 23 November 2026"),
        (date(2026, 9, 1), TODAY, None, Stand.ENDS, "Since 1 September 2026; the last day is 23 November 2026"),
        (date(2026, 9, 1), date(2026, 11, 22), None, Stand.OVER, "The last day was 22 November 2026"),
        (date(2026, 9, 1), date(2027, 7, 16), TODAY, Stand.OVER, "Ended on 23 November 2026"),
        (date(2026, 9, 1), date(2026, 10, 31), TODAY, Stand.OVER, "Ended on 31 October 2026"),
    ],
)
def test_words(first, last, ended, stand, says):
    assert standing(first, last, ended, on=TODAY) == rules.Standing(stand, says)


def test_four_words_are_distinct():
    assert len({stand.value for stand in Stand}) == 4


@given(first=DAYS, length=st.none() | st.integers(0, 300), on=DAYS)
def test_it_holds_from_the_first_to_the_last_day_both_included(first, length, on):
    last = None if length is None else first + timedelta(length)
    stand = standing(first, last, None, on=on).stand
    assert (stand in {Stand.HOLDS, Stand.ENDS}) == (first <= on <= (last or date.max))


@given(first=DAYS, ended=DAYS)
def test_what_was_ended_before_its_first_day_never_began(first, ended):
    assert rules.never_began(first, ended) == (ended < first)
    assert not rules.never_began(first, None)


@pytest.mark.parametrize(
    ("taught", "roll", "years"),
    [
        (range(7, 12), [], [7, 8, 9, 10, 11]),
        (range(7, 12), [3, 12], [7, 8, 9, 10, 11, 12]),
        ([], [], [12, 13, 14]),
        ([], [13], [13]),
    ],
)
def test_years_offered_are_those_of_ages_and_roll(taught, roll, years):
    assert rules.years_offered(taught, roll) == years


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        (date(2026, 9, 1), None, ""),
        (date(2026, 9, 1), TODAY, ""),
        (date(2026, 9, 1), date(2026, 11, 22), "The last day must be today or in the future"),
        (date(2027, 1, 4), date(2027, 1, 3), "The last day must be the same as or after the first day"),
    ],
)
def test_days_are_in_order_and_not_all_past(first, last, problem):
    assert rules.problem_with_days(first, last, on=TODAY) == problem


@pytest.mark.parametrize(
    ("first", "problem"),
    [
        (TODAY, ""),
        (TODAY + timedelta(731), ""),
        (TODAY - timedelta(1), "The first day must be today or in the future"),
        (date(1900, 1, 4), "The first day must be today or in the future"),
        (TODAY + timedelta(732), "The first day must be within the next two years"),
    ],
)
def test_a_choice_begins_today_or_within_two_years(first, problem):
    assert rules.problem_with_first_day(first, on=TODAY) == problem


def test_a_merger_takes_nothing_from_anybody():
    one, other = Terms((10, 11), date(2027, 1, 4), date(2027, 7, 16)), Terms((11, 13), date(2026, 9, 1), None)
    assert merged(one, other) == merged(other, one) == Terms((10, 11, 13), date(2026, 9, 1), None)


def test_two_with_an_end_keep_the_later_one():
    one, other = (Terms((10,), TODAY, date(2027, month, 1)) for month in (3, 5))
    assert merged(one, other).last_day == date(2027, 5, 1)


def test_a_fingerprint_tells_every_choice_apart():
    first = date(2026, 9, 1)
    made = [rules.fingerprint(*told) for told in [([10], first, None), ([10, 11], first, None), ([10], first, first)]]
    assert len(set(made)) == 3
    assert rules.fingerprint([11, 10], first, None) == rules.fingerprint([10, 11], first, None)

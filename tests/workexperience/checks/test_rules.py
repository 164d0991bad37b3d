"""Last days of insurance."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workexperience.checks.rules import problem_with_last_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2027, 8, 31), date(2029, 11, 22)])
def test_a_last_day_in_the_next_three_years_is_fine(day):
    assert problem_with_last_day(day, on=TODAY) == ""


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 11, 21), TODAY])
def test_a_last_day_must_be_in_the_future(day):
    assert problem_with_last_day(day, on=TODAY) == "Last day of the insurance must be in the future"


@pytest.mark.parametrize("day", [date(2029, 11, 23), date(2072, 8, 31)])
def test_a_last_day_far_away_is_a_typing_error(day):
    assert "Check the year" in problem_with_last_day(day, on=TODAY)


def test_the_bound_holds_from_a_leap_day():
    assert problem_with_last_day(date(2031, 2, 28), on=date(2028, 2, 29)) == ""
    assert problem_with_last_day(date(2031, 3, 1), on=date(2028, 2, 29)) != ""


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 1094))
def test_whatever_is_less_than_three_years_away_can_be_told(today, days):
    assert problem_with_last_day(today + timedelta(days=days), on=today) == ""

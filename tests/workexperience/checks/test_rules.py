"""Last days of insurance, and the stages of a reminder."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workexperience.checks.rules import RAN_OUT, STAGES, problem_with_last_day, said, stage_due

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


@pytest.mark.parametrize(
    ("left", "stage"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, RAN_OUT), (-14, RAN_OUT), (-15, None)],
)
def test_each_day_has_the_nearest_stage(left, stage):
    assert stage_due(left) == stage


@given(st.integers(-400, 400))
def test_a_stage_is_never_told_before_its_day_and_comes_closer_each_day(left):
    stage, next_day = stage_due(left), stage_due(left - 1)
    assert stage is None or stage == RAN_OUT or (0 <= left <= stage and stage in STAGES)
    if stage is not None and next_day is not None:
        assert next_day <= stage


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 1094))
def test_whatever_is_less_than_three_years_away_can_be_told(today, days):
    assert problem_with_last_day(today + timedelta(days=days), on=today) == ""


def test_days_are_said_as_people_say_them():
    assert [said(0), said(1), said(12)] == ["today", "tomorrow", "in 12 days"]

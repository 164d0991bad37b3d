"""Periods are data: what the file must say, and what a number of months means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.erasing.periods import Period, months_before, read

ROW = {"key": "looks", "what": "Looks", "keep": "6 years", "from": "the look", "months": 72, "state": "in-force"}
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_a_period_is_read() -> None:
    found = read({"periods": [ROW]})["looks"]
    assert (found.months, found.from_event, found.days) == (72, "the look", 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": -1},
        {"months": "12"},
        {"months": 1.5},
        {"months": True},
        {"month": 12},
        {"months": 0},
        {"from": ""},
        {"state": "maybe"},
    ],
)
def test_a_file_that_is_typed_wrong_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"retention\.yaml"):
        read({"periods": [ROW | wrong]})


def test_one_key_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        read({"periods": [ROW, ROW]})


def test_months_before_keeps_to_the_month() -> None:
    assert months_before(date(2027, 3, 31), 1) == date(2027, 2, 28)
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert months_before(date(2026, 1, 15), 1) == date(2025, 12, 15)


@given(DAYS, st.integers(0, 400))
def test_months_before_is_in_the_month_so_many_before_and_never_a_later_day(day: date, months: int) -> None:
    found = months_before(day, months)
    assert (day.year - found.year) * 12 + day.month - found.month == months
    assert found.day <= day.day


@given(DAYS, DAYS, st.integers(0, 400))
def test_an_earlier_day_is_never_over_later(one: date, other: date, months: int) -> None:
    first, second = sorted([one, other])
    assert months_before(first, months) <= months_before(second, months)


@given(DAYS, st.integers(0, 100))
def test_a_longer_period_keeps_more(day: date, months: int) -> None:
    facts = {"key": "a", "what": "", "keep": "", "state": "in-force"}
    short, long = Period(**facts, months=months), Period(**facts, months=months + 1)
    assert long.over_since(day) < short.over_since(day)

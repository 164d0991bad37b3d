"""A month is a calendar month."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.cases.rules import answer_by


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 11, 2), date(2026, 12, 2)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_answer_is_due_on_the_same_day_of_the_next_month(asked, due) -> None:
    assert answer_by(asked) == due


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_nobody_waits_longer_than_a_month_or_less_than_four_weeks(asked) -> None:
    due = answer_by(asked)

    assert timedelta(28) <= due - asked <= timedelta(31)
    assert (due.year * 12 + due.month) - (asked.year * 12 + asked.month) == 1

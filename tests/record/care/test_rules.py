"""Pure rules about contacts and numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.care.rules import is_check_due, is_phone, tel


@pytest.mark.parametrize(
    "text", ["01632 960 001", "01632 960001 ext 12", "(01632) 960-001", "+44 1632 960001", "01632 960 001 x9"]
)
def test_a_whole_number_is_a_phone_number(text) -> None:
    assert is_phone(text)


@pytest.mark.parametrize(
    "text", ["", "999", "ask the office", "01632 96", "----------", "01632 960 001 or ask", "0" * 20]
)
def test_anything_else_is_not(text) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0800 1111", "08001111"),
        ("(01632) 960-001 ext 12", "01632960001"),
        ("+44 (0)1632 960001", "+441632960001"),
    ],
)
def test_a_link_takes_the_digits_that_are_dialled(text, expected) -> None:
    assert tel(text) == expected


@given(st.text())
def test_a_link_never_holds_more_than_digits_and_a_plus_in_front(text) -> None:
    assert tel(text).removeprefix("+").isdigit() or tel(text) in ("", "+")


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 1000))
def test_a_check_is_due_a_year_later_and_from_then_on(day, after) -> None:
    assert is_check_due(day, today=day + timedelta(days=after)) == (after >= 365)

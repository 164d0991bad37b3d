"""The working-day rules: properties that hold for every date, and real terms and bank holidays."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.organisations.calendar.working_days import (
    Calendar,
    Span,
    Term,
    is_school_day,
    is_school_holiday,
    is_weekend,
    last_full_week,
    next_school_day,
    week_of_month,
)

DATA = Path("frontdoor/organisations/data")
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def real_calendar(council: str) -> Calendar:
    """The shipped terms of one council with the real bank holidays."""
    with (DATA / "bank_holidays_england.csv").open() as file:
        holidays = frozenset(_day(row["date"]) for row in csv.DictReader(file))
    with (DATA / "term_dates_examples.csv").open() as file:
        terms = tuple(
            Term(
                Span(_day(row["pupils_start"]), _day(row["pupils_end"])),
                Span(_day(row["half_term_start"]), _day(row["half_term_end"])),
            )
            for row in csv.DictReader(file)
            if row["local_authority_area"] == council
        )
    return Calendar(holidays, terms)


STAFFORDSHIRE = real_calendar("Staffordshire")
STOKE = real_calendar("Stoke-on-Trent")
UNKNOWN = Calendar(STAFFORDSHIRE.bank_holidays)
CALENDARS = st.sampled_from([STAFFORDSHIRE, STOKE, UNKNOWN, Calendar()])


@given(DAYS, CALENDARS)
def test_next_school_day_is_never_before_and_is_one(day: date, calendar: Calendar) -> None:
    found = next_school_day(day, calendar)

    assert found >= day
    assert is_school_day(found, calendar)


@given(DAYS, CALENDARS)
def test_next_school_day_of_itself_is_itself(day: date, calendar: Calendar) -> None:
    found = next_school_day(day, calendar)

    assert next_school_day(found, calendar) == found


@given(DAYS, CALENDARS)
def test_next_school_day_skips_none(day: date, calendar: Calendar) -> None:
    found = next_school_day(day, calendar)
    between = [day + timedelta(n) for n in range((found - day).days)]

    assert not any(is_school_day(each, calendar) for each in between)


@given(DAYS, CALENDARS)
def test_school_day_is_no_weekend_no_bank_holiday_no_school_holiday(day: date, calendar: Calendar) -> None:
    if is_school_day(day, calendar):
        assert not is_weekend(day)
        assert day not in calendar.bank_holidays
        assert not is_school_holiday(day, calendar.terms)


@given(st.integers(2000, 2100), st.integers(1, 12), st.integers(1, 4))
def test_week_of_month_is_five_days_mostly_in_the_month(year: int, month: int, number: int) -> None:
    week = week_of_month(year, month, number)
    days = [week.first + timedelta(n) for n in range(5)]

    assert (week.first.weekday(), week.last.weekday()) == (0, 4)
    assert days[-1] == week.last
    assert sum(day.month == month for day in days) >= 3
    # No earlier week than the ones counted belongs to the month.
    assert (week.first - timedelta(weeks=number) + timedelta(2)).month != month


@given(st.integers(2000, 2100), st.integers(1, 12))
def test_last_full_week_is_in_the_month_and_the_next_is_not(year: int, month: int) -> None:
    week = last_full_week(year, month)

    assert (week.first.weekday(), week.last.weekday()) == (0, 4)
    assert week.first.month == week.last.month == month
    assert (week.last + timedelta(7)).month != month


@pytest.mark.parametrize(
    ("year", "month", "first"),
    [
        (2025, 9, date(2025, 9, 8)),  # 1 September is a Monday
        (2026, 9, date(2026, 9, 7)),  # a Tuesday
        (2027, 9, date(2027, 9, 6)),  # a Wednesday: 30 August to 3 September is the first week
        (2028, 9, date(2028, 9, 11)),  # a Friday
        (2026, 12, date(2026, 12, 7)),
        (2027, 3, date(2027, 3, 8)),
    ],
)
def test_second_week_begins_on_the_monday_written_down(year: int, month: int, first: date) -> None:
    assert week_of_month(year, month, 2).first == first


def test_week_of_month_refuses_a_fifth_week_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no week 5"):
        week_of_month(2027, 2, 5)


@pytest.mark.parametrize(
    ("year", "first"), [(2026, date(2026, 6, 22)), (2027, date(2027, 6, 21)), (2028, date(2028, 6, 26))]
)
def test_last_full_week_of_june(year: int, first: date) -> None:
    assert last_full_week(year, 6).first == first


@pytest.mark.parametrize(
    ("day", "then"),
    [
        ("2026-10-26", "2026-11-02"),  # half term
        ("2026-10-24", "2026-11-02"),  # the Saturday before it
        ("2026-12-21", "2027-01-04"),  # Christmas by its own dates, one day shorter than the usual ones
        ("2027-03-26", "2027-04-12"),  # Good Friday, then the Easter holiday
        ("2027-05-03", "2027-05-04"),  # Early May bank holiday, in term
        ("2026-07-20", "2026-09-03"),  # summer between two known years
        ("2027-07-22", "2027-09-06"),  # summer with the next year unknown: to 5 September, a Sunday
        ("2026-09-07", "2026-09-07"),
    ],
)
def test_staffordshire_next_school_day(day: str, then: str) -> None:
    assert next_school_day(_day(day), STAFFORDSHIRE) == _day(then)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        ("2026-07-17", "2026-07-17"),
        ("2026-07-20", "2026-09-07"),  # 5 September is a Saturday
        ("2025-12-19", "2025-12-19"),
        ("2025-12-20", "2026-01-05"),
        ("2026-10-26", "2026-10-26"),  # half terms are not guessed
    ],
)
def test_unknown_council_keeps_the_usual_holidays(day: str, then: str) -> None:
    assert next_school_day(_day(day), UNKNOWN) == _day(then)


def test_days_after_the_last_known_term_are_holiday_until_the_usual_end() -> None:
    # Stoke's terms are known to 17 July 2026 and no further.
    assert is_school_holiday(date(2026, 7, 18), STOKE.terms)
    assert is_school_holiday(date(2026, 9, 5), STOKE.terms)
    assert not is_school_holiday(date(2026, 9, 7), STOKE.terms)


def test_days_before_the_first_known_term_are_holiday_from_the_usual_beginning() -> None:
    late_start = (Term(Span(date(2026, 9, 9), date(2026, 12, 18))),)

    assert is_school_holiday(date(2026, 9, 8), late_start)
    assert is_school_holiday(date(2026, 7, 20), late_start)
    assert not is_school_holiday(date(2026, 7, 17), late_start)

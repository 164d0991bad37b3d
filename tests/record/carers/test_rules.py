"""From which age a learner knows and decides: by property."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.carers.rules import DECIDES, KNOWS, Age, is_at_least, years_old

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
TODAY = date(2026, 11, 20)


@given(days, days)
def test_nobody_grows_younger(born, today) -> None:
    assert years_old(born, today + timedelta(days=1)) >= years_old(born, today)
    if is_at_least(DECIDES, Age(born), today):
        assert is_at_least(KNOWS, Age(born), today)


@given(days)
def test_a_birthday_is_the_day_itself(born) -> None:
    if (born.month, born.day) != (2, 29):
        assert is_at_least(DECIDES, Age(born), born.replace(year=born.year + 16))
        assert not is_at_least(DECIDES, Age(born), born.replace(year=born.year + 16) - timedelta(days=1))


def test_who_is_born_on_29_february_waits_for_march() -> None:
    assert not is_at_least(DECIDES, Age(date(2008, 2, 29)), date(2025, 2, 28).replace(year=2024, day=28))
    assert not is_at_least(KNOWS, Age(date(2008, 2, 29)), date(2021, 2, 28))
    assert is_at_least(KNOWS, Age(date(2008, 2, 29)), date(2021, 3, 1))


def test_without_a_birth_date_the_year_group_stands_for_it() -> None:
    assert [is_at_least(KNOWS, Age(None, year), TODAY) for year in (8, 9, 12)] == [False, True, True]
    assert [is_at_least(DECIDES, Age(None, year), TODAY) for year in (11, 12)] == [False, True]
    assert not is_at_least(KNOWS, Age(None), TODAY)


def test_the_year_group_goes_on_after_leaving() -> None:
    assert not is_at_least(DECIDES, Age(None, 11, date(2026, 9, 30)), TODAY)
    assert is_at_least(DECIDES, Age(None, 11, date(2026, 7, 20)), TODAY)


def test_a_birth_date_goes_before_the_year_group() -> None:
    assert not is_at_least(DECIDES, Age(date(2012, 1, 1), 13), TODAY)

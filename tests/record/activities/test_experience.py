"""Hours and dates of experience, by property: nothing of it needs a database."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.activities.experience import Stay, dates_of, totals

WAYS = ["in-person", "online"]
HOURS = st.decimals(Decimal(0), Decimal(400), places=2)


@st.composite
def stays(draw) -> Stay:
    first = draw(st.dates(date(2024, 1, 1), date(2027, 1, 1)))
    last = draw(st.none() | st.integers(0, 20).map(lambda days: first + timedelta(days=days)))
    return Stay(draw(st.sampled_from(WAYS)), first, last, draw(HOURS))


@given(stays())
def test_first_and_last_are_dates_and_no_weekend_between_them(stay) -> None:
    found, last = dates_of(stay), stay.last or stay.first

    assert {stay.first, last} <= found
    assert min(found) == stay.first
    assert max(found) == last
    assert all(day.weekday() < 5 for day in found - {stay.first, last})
    weekdays = {stay.first + timedelta(days=n) for n in range((last - stay.first).days + 1)}
    assert {day for day in weekdays if day.weekday() < 5} <= found


@given(st.lists(stays(), max_size=10))
def test_no_hour_is_lost_and_a_date_is_one_date(found) -> None:
    total = totals(found)

    assert sum((one.hours for one in total.values()), Decimal(0)) == sum((one.hours for one in found), Decimal(0))
    for how in WAYS:
        own = [stay for stay in found if stay.how == how]
        assert (how in total) == bool(own)
        if own:
            assert total[how].dates == len(set().union(*map(dates_of, own)))
    assert totals([*found, *found]).keys() == total.keys()
    assert all(totals([*found, *found])[how].dates == total[how].dates for how in total)


@given(stays(), st.lists(st.dates(date(2024, 1, 1), date(2027, 1, 1)), min_size=1, max_size=9))
def test_named_dates_are_the_dates(stay, named) -> None:
    assert dates_of(replace(stay, dates=tuple(named))) == set(named)


def test_a_week_and_the_next_are_ten_dates() -> None:
    two_weeks = Stay("in-person", date(2026, 11, 2), date(2026, 11, 13), Decimal(60))
    assert totals([two_weeks])["in-person"].dates == 10
    weekend = Stay("in-person", date(2026, 11, 7), date(2026, 11, 8), Decimal(12))
    assert totals([two_weeks, weekend])["in-person"].dates == 12

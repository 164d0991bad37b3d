"""The promise, the bands and how long an offer is kept, as plain rules."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.waiting import rules

DAYS = st.dates(date(2026, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
AHEAD = st.timedeltas(timedelta(minutes=5), timedelta(weeks=12))
NOTICE = st.timedeltas(timedelta(), timedelta(hours=336))


@given(joined=DAYS, holidays=st.frozensets(DAYS, max_size=20))
def test_promise_is_ten_working_days_after_joining(joined, holidays) -> None:
    promised = rules.promised_by(joined, holidays)
    between = [joined + timedelta(days=n) for n in range(1, (promised - joined).days + 1)]
    worked = [day for day in between if day.weekday() < 5 and day not in holidays]
    assert len(worked) == 10
    assert worked[-1] == promised


@given(joined=DAYS, later=DAYS, holidays=st.frozensets(DAYS, max_size=20))
def test_nobody_who_joins_later_is_promised_an_earlier_day(joined, later, holidays) -> None:
    first, second = sorted((joined, later))
    assert rules.promised_by(first, holidays) <= rules.promised_by(second, holidays)


def test_promise_over_christmas_leaves_bank_holidays_out() -> None:
    christmas = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
    assert rules.promised_by(date(2026, 12, 21), christmas) == date(2027, 1, 7)


@given(year=st.none() | st.integers(0, 14), has_met=st.booleans())
def test_first_band_is_a_decision_near_without_a_meeting(year, has_met) -> None:
    assert (rules.band(year, has_met=has_met) == rules.NEAR) == (year in (11, 13) and not has_met)


@pytest.mark.parametrize(("year", "began"), [(11, date(2022, 9, 1)), (13, date(2025, 9, 1)), (10, None), (None, None)])
def test_phase_begins_with_year_7_or_year_12(year, began) -> None:
    assert rules.phase_began(year, date(2026, 9, 1)) == began


@given(now=MOMENTS, ahead=AHEAD, notice=NOTICE)
def test_offer_ends_in_two_days_and_while_it_can_still_be_booked(now, ahead, notice) -> None:
    start = now + ahead
    until = rules.kept_until(now, start, notice)
    assert until <= now + timedelta(days=2)
    assert until <= start - max(timedelta(hours=2), notice)
    assert until in (now + timedelta(days=2), start - timedelta(hours=2), start - notice)
    if rules.can_offer(now, start, notice):
        assert until - now >= timedelta(hours=12)


@given(promised=DAYS, on=DAYS, is_offered=st.booleans())
def test_promise_is_broken_the_day_after_unless_a_time_is_on_offer(promised, on, is_offered) -> None:
    broken, soon = (rule(promised, is_offered=is_offered, on=on) for rule in (rules.is_broken, rules.is_soon))
    assert not (broken and soon)
    assert broken == (on > promised and not is_offered)
    assert soon == (0 <= (promised - on).days <= 3 and not is_offered)


def test_a_time_is_in_time_up_to_the_promised_day() -> None:
    promised = date(2026, 9, 23)
    assert [rules.is_in_time(free, promised) for free in (None, promised, date(2026, 9, 24))] == [False, True, False]


def test_times_are_offered_up_to_the_promise_until_it_is_due() -> None:
    promised = date(2026, 9, 23)
    assert rules.offered_until(promised, date(2026, 9, 19)) == promised
    assert rules.offered_until(promised, date(2026, 9, 20)) is None
    assert rules.offered_until(promised, date(2026, 9, 30)) is None

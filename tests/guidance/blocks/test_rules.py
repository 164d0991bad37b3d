"""Prices and sessions for any numbers; when a session goes back; what is paid; where a block stands."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.blocks import rules
from guidance.blocks.rules import DAY, SESSION, Facts, Stand

sessions = st.integers(1, rules.MOST_SESSIONS)
a_day = st.integers(1, 20)
prices = st.decimals(0, 10_000, places=2)
BEGINS = datetime(2026, 9, 14, 8, tzinfo=UTC)
FIRST, LAST = date(2026, 9, 14), date(2027, 7, 16)


@given(sessions, prices, a_day)
def test_by_the_session_each_costs_the_same(number, price, day) -> None:
    facts = {"priced_by": SESSION, "sessions_a_day": day}
    assert rules.price_of(number, price=price, **facts) == price * number
    assert rules.sessions_bought(number, **facts) == number


@given(sessions, prices, a_day)
def test_days_are_whole_and_the_fewest_that_hold_what_is_wanted(number, price, day) -> None:
    facts = {"priced_by": DAY, "sessions_a_day": day}
    bought = rules.sessions_bought(number, **facts)
    assert bought % day == 0
    assert 0 <= bought - number < day
    assert rules.price_of(number, price=price, **facts) == price * (bought // day)
    assert rules.price_of(bought, price=price, **facts) == rules.price_of(number, price=price, **facts)


@given(sessions, sessions, prices, a_day, st.sampled_from([SESSION, DAY]))
def test_more_never_costs_less_and_fits_its_column(one, other, price, day, by) -> None:
    facts = {"priced_by": by, "price": price, "sessions_a_day": day}
    less, more = (rules.price_of(number, **facts) for number in sorted((one, other)))
    assert less <= more < 10**8
    assert more == more.quantize(rules.CENT)


@given(st.integers(0, 400), st.integers(0, 400))
def test_session_goes_back_up_to_its_hours_before(notice, before) -> None:
    now = BEGINS - timedelta(hours=before)
    assert rules.goes_back(BEGINS, now, notice_hours=notice, by_service=False) == (before >= notice)
    assert rules.goes_back(BEGINS, now, notice_hours=notice, by_service=True)


@pytest.mark.parametrize(("on", "free"), [(date(2026, 8, 31), True), (date(2026, 9, 1), False)])
def test_block_ends_without_charge_so_many_days_before(on, free) -> None:
    assert rules.is_free_to_end(FIRST, on, cancel_days=14) is free


@given(sessions, prices, st.data())
def test_nobody_pays_more_than_the_whole(number, price, data) -> None:
    total = price * number
    used = data.draw(st.integers(0, number))
    facts = {name: data.draw(st.booleans()) for name in ("is_ended", "by_service", "in_time")}
    paid = rules.to_pay(total, sessions=number, used=used, accepted=True, **facts)
    assert 0 <= paid <= total
    if not facts["is_ended"]:
        assert paid == total
    assert rules.to_pay(total, sessions=number, used=used, accepted=None, **facts) == 0


@pytest.mark.parametrize(
    ("facts", "paid"),
    [
        ({"is_ended": True, "by_service": True, "in_time": False, "used": 3}, 120),
        ({"is_ended": True, "by_service": False, "in_time": True, "used": 0}, 0),
        ({"is_ended": True, "by_service": False, "in_time": True, "used": 1}, 400),
        ({"is_ended": True, "by_service": False, "in_time": False, "used": 0}, 400),
    ],
)
def test_what_is_paid_after_an_end(facts, paid) -> None:
    assert rules.to_pay(Decimal(400), sessions=10, accepted=True, **facts) == paid


@pytest.mark.parametrize(
    ("change", "on", "stand"),
    [
        ({"accepted": None}, FIRST, Stand.ORDERED),
        ({"accepted": False}, FIRST, Stand.DECLINED),
        ({"is_ended": True, "accepted": None}, FIRST, Stand.ENDED),
        ({}, FIRST - timedelta(1), Stand.NOT_BEGUN),
        ({}, FIRST, Stand.HOLDS),
        ({}, LAST, Stand.HOLDS),
        ({"left": 0}, FIRST - timedelta(1), Stand.USED_UP),
        ({"left": 0}, LAST + timedelta(1), Stand.OVER),
    ],
)
def test_where_a_block_stands(change, on, stand) -> None:
    facts = {"accepted": True, "first_day": FIRST, "last_day": LAST, "is_ended": False, "left": 4} | change
    assert rules.stand(Facts(**facts), on) == stand


def test_order_is_answered_within_five_working_days() -> None:
    assert rules.answer_by(date(2026, 9, 9), ()) == date(2026, 9, 16)
    assert rules.answer_by(date(2026, 12, 23), {date(2026, 12, 25), date(2026, 12, 28)}) == date(2027, 1, 1)

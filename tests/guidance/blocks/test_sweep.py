"""Letters before a block ends with something left, and one when it is used up or over: once each, also after days missed."""

from datetime import timedelta

import pytest

from frontdoor.letters.models import Letter
from guidance.blocks.sweep import remind
from tests.guidance.blocks.orders import order
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import BlockFactory, bought

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def block(here, service, supplied, amina):
    supplied.delete()
    return bought(here, service, 3, last_day=NOW.date() + 40 * DAY)


def on(*days: int) -> list[str]:
    """The task runs on these days before the last one; the keys' steps of the letters that there are then."""
    last = NOW + 40 * DAY
    for day in days:
        remind(now=last - day * DAY)
    return sorted(one.key.split(":")[2] for one in Letter.objects.filter(kind="block-ending"))


def renewals() -> int:
    return Letter.objects.filter(kind="block-renew").count()


@pytest.mark.parametrize(
    ("days", "steps"),
    [
        ((31,), []),
        ((30,), ["30"]),
        ((30, 29, 8), ["30"]),
        ((30, 7, 7, 6, 1, 0), ["30", "7"]),
        ((25, 3), ["30", "7"]),
        ((5,), ["7"]),
        ((0,), ["7"]),
    ],
)
def test_what_is_left_is_told_30_and_7_days_before_and_a_missed_day_is_caught_up(block, days, steps) -> None:
    assert on(*days) == steps
    assert renewals() == 0


def test_over_is_told_once_and_not_after_two_weeks(block) -> None:
    assert on(-1, -2) == []
    assert "ended on 19 October 2026" in Letter.objects.get(kind="block-renew").text
    Letter.objects.all().delete()
    on(-15)
    assert renewals() == 0


def test_used_up_is_told_once(block, mia, ada) -> None:
    type(block).objects.update(sessions=1)
    book(mia, ada)
    on(38, 37, 20)
    assert renewals() == 1
    assert "Every session of your block" in Letter.objects.get(kind="block-renew").text
    assert on() == []


@pytest.mark.parametrize("change", [{"accepted": None, "decided_at": None}, {"accepted": False}])
def test_what_does_not_count_is_not_told(block, change) -> None:
    type(block).objects.update(**change)
    assert on(30, -1) == []
    assert renewals() == 0


def test_ended_early_is_not_told(block, amina) -> None:
    type(block).objects.update(ended_by=amina, ended_at=NOW)
    assert on(30, -1) == []
    assert renewals() == 0


def test_whoever_has_ordered_again_is_not_asked_to(block, here, amina) -> None:
    type(block).objects.update(ordered_at=NOW - DAY)
    order(block.offer, here, amina)
    on(-1)
    assert renewals() == 0


def test_an_order_that_was_declined_is_none(block, here) -> None:
    type(block).objects.update(ordered_at=NOW - DAY)
    again = {"ordered_at": NOW, "last_day": NOW.date() + 400 * DAY}
    BlockFactory(offer=block.offer, institution=here, accepted=False, **again)
    on(-1)
    assert renewals() == 1


def test_each_block_is_told_of_itself(block, here) -> None:
    BlockFactory(offer=block.offer, institution=here, last_day=block.last_day)
    assert on(30) == ["30", "30"]

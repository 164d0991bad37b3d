"""Prices, what goes back into a block, and where one stands. Pure: no Django.

Purchase orders, no cards; what a service charges and when it can be given back stands in its offer, and a block keeps what
was said when it was ordered (issue 5.4; product R14).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from frontdoor.organisations.calendar.working_days import working_days_later

SESSION, DAY = "session", "day"
CENT = Decimal("0.01")
ENDING_DAYS = (30, 7)  # before the last day whoever bought it is told what is left
RENEWED_FOR = 14  # days after its end within which a letter says that it is over
ANSWERED_IN = 5  # working days that a service has to answer an order
MOST_SESSIONS = 2_000  # in one block: six year groups of a large school


def price_of(sessions: int, *, priced_by: str, price: Decimal, sessions_a_day: int) -> Decimal:
    """What so many sessions cost in pounds. Days are bought whole: six sessions at five a day are two days."""
    units = -(-sessions // sessions_a_day) if priced_by == DAY else sessions
    return (price * units).quantize(CENT)


def sessions_bought(wanted: int, *, priced_by: str, sessions_a_day: int) -> int:
    """How many sessions an order is of: whoever pays for whole days has all of their sessions."""
    return -(-wanted // sessions_a_day) * sessions_a_day if priced_by == DAY else wanted


def goes_back(begins: datetime, now: datetime, *, notice_hours: int, by_service: bool) -> bool:
    """Whether a session goes back into its block when its meeting is cancelled: in time, or always when the service cancels."""
    return by_service or now + timedelta(hours=notice_hours) <= begins


def is_free_to_end(first_day: date, on: date, *, cancel_days: int) -> bool:
    """Whether a school can still end a block without charge on a day."""
    return on + timedelta(days=cancel_days) <= first_day


def answer_by(ordered: date, bank_holidays: Collection[date]) -> date:
    """The day by which an order is answered: five working days after the day on which it came."""
    return working_days_later(ordered, ANSWERED_IN, bank_holidays)


def to_pay(
    total: Decimal, *, sessions: int, used: int, is_ended: bool, by_service: bool, in_time: bool, accepted: bool | None
) -> Decimal:
    """What a block costs in the end, in pounds: nothing unless accepted, nor when its school ended it in time and unused.

    Ended by the service, only what was used is paid, at the price of the whole divided by its sessions.
    """
    if not accepted or (is_ended and not by_service and in_time and not used):
        return Decimal(0).quantize(CENT)
    if is_ended and by_service:
        return (total * used / sessions).quantize(CENT)
    return total.quantize(CENT)


class Stand(StrEnum):
    """Where a block stands, in the words of every page."""

    ORDERED = "Waiting for the service"
    DECLINED = "Not accepted"
    NOT_BEGUN = "Not begun"
    HOLDS = "In use"
    USED_UP = "Used up"
    OVER = "Over"
    ENDED = "Ended"


@dataclass(frozen=True)
class Facts:
    """What decides where a block stands. `left` counts sessions that no meeting uses."""

    accepted: bool | None
    first_day: date
    last_day: date
    is_ended: bool
    left: int


def stand(facts: Facts, on: date) -> Stand:
    """Where it stands on a day."""
    if facts.is_ended:
        return Stand.ENDED
    if not facts.accepted:
        return Stand.ORDERED if facts.accepted is None else Stand.DECLINED
    if on > facts.last_day:
        return Stand.OVER
    if facts.left <= 0:
        return Stand.USED_UP
    return Stand.NOT_BEGUN if on < facts.first_day else Stand.HOLDS

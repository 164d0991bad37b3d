"""Offers and blocks as a school reads them. Prices are in pounds without VAT."""

from datetime import date, timedelta
from decimal import Decimal

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.lists import listed
from guidance.blocks.offers import Staff
from guidance.blocks.rules import DAY, is_free_to_end
from guidance.models import TimeOffer
from guidance.models.blocks import Terms
from guidance.times.words import ways
from guidance.waiting.rules import ONE_DAY

ANSWER_DAYS = 5  # working days in which a service says yes or no


def pounds(amount: Decimal) -> str:
    """`£40`, `£1,520.50`."""
    return f"£{amount:,.2f}".removesuffix(".00")


def counted(number: int, one: str, more: str = "") -> str:
    """`1 session`, `1,200 sessions`."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"


def unit_price(terms: Terms) -> str:
    """`£40 a session`, `£250 a day of 5 sessions`."""
    if terms.priced_by == DAY:
        return f"{pounds(terms.price)} a day of {counted(terms.sessions_a_day, 'session')}"
    return f"{pounds(terms.price)} a session"


def bought(sessions: int, terms: Terms) -> str:
    """`10 sessions`; of what is sold by the day, `10 sessions on 2 days`."""
    said = counted(sessions, "session")
    return f"{said} on {counted(-(-sessions // terms.sessions_a_day), 'day')}" if terms.priced_by == DAY else said


def how(terms: Terms) -> str:
    """`By video call or by phone`."""
    return ways(terms.channels)


def where(offer: TimeOffer) -> str:
    """`London and South East`, or all of it."""
    return listed(sorted(offer.areas)) or "All of England"


def advisers(staff: Staff) -> str:
    """How many can be booked now, and what they are qualified for, as their service has seen it."""
    if not staff.number:
        return "No adviser can be booked now."
    levels = listed([f"{number} at level {level}" for level, number in staff.levels])
    return f"{counted(staff.number, 'adviser')} can be booked now: {levels}."


def registered(staff: Staff) -> str:
    """How many of them are in a register; empty without advisers."""
    if not staff.number:
        return ""
    if not staff.registered:
        return "None is in a register of career development professionals."
    return f"{staff.registered} of {staff.number} in a register of career development professionals."


def notice(terms: Terms) -> str:
    """How long before a meeting its session can be given back."""
    if not terms.notice_hours:
        return "Any time before it begins"
    return f"{counted(terms.notice_hours, 'hour')} before it begins"


def free_until(terms: Terms) -> str:
    """Until when an order can be ended without charge, before the first day is known."""
    if not terms.cancel_days:
        return "Until its first day"
    return f"Until {counted(terms.cancel_days, 'day')} before its first day"


def at_once(offer: TimeOffer) -> str:
    """Whether an order is confirmed as soon as it is placed."""
    later = f"the service says yes or no within {ANSWER_DAYS} working days"
    if not offer.confirms_up_to:
        return f"No: {later}."
    return f"Yes, up to {counted(offer.confirms_up_to, 'session')}. For more, {later}."


def on_sessions(terms: Terms) -> str:
    """What becomes of a session when its meeting is cancelled or missed."""
    begins = (
        f"at least {counted(terms.notice_hours, 'hour')} before it begins" if terms.notice_hours else "before it begins"
    )
    return (
        f"You get a session back when its meeting is cancelled {begins}. Cancelled later, or missed, it is used. "
        "When the service cancels, you always get it back."
    )


def on_ending(terms: Terms, first_day: date, *, today: date, waits: bool) -> str:
    """Until when a block that begins on a day can be ended without charge; `waits`: the service says yes or no first."""
    first = "You can take the order back free of charge until the service says yes. " if waits else ""
    if late := too_late(terms, first_day, today=today):
        return f"{first}{'After that' if waits else 'If you end it,'} the whole price is to be paid, because {late}."
    last = first_day - timedelta(days=terms.cancel_days)
    free = f"You can end it free of charge until {day_in_words(last)}, while no session is booked or used."
    return f"{first}{free} After that the whole price is to be paid."


def too_late(terms: Terms, first_day: date, *, today: date) -> str:
    """Why a block can no longer be ended without charge; empty while it can."""
    if is_free_to_end(first_day, today, cancel_days=terms.cancel_days):
        return ""
    if first_day <= today:
        return "it has begun"
    return f"it begins in less than {counted(terms.cancel_days, 'day')}"


def answered_by(ordered: date, bank_holidays: frozenset[date]) -> date:
    """The day by which the service answers an order of this day."""
    day, left = ordered, ANSWER_DAYS
    while left:
        day += ONE_DAY
        left -= day.isoweekday() <= 5 and day not in bank_holidays
    return day

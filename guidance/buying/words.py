"""Offers and blocks as a school reads them, where it reads more than `blocks.words` says to both sides."""

from datetime import date, timedelta

from frontdoor.ground.dates import day_in_words
from guidance.blocks.rules import ANSWERED_IN, DAY, is_free_to_end
from guidance.models import TimeOffer
from guidance.models.blocks import Terms


def counted(number: int, one: str, more: str = "") -> str:
    """`1 session`, `1,200 sessions`."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"


def bought(sessions: int, terms: Terms) -> str:
    """`10 sessions`; of what is sold by the day, `10 sessions on 2 days`."""
    said = counted(sessions, "session")
    return f"{said} on {counted(-(-sessions // terms.sessions_a_day), 'day')}" if terms.priced_by == DAY else said


def notice(terms: Terms) -> str:
    """How long before a meeting its session can be given back."""
    if not terms.notice_hours:
        return "Any time before it begins"
    return f"{counted(terms.notice_hours, 'hour')} before it begins"


def free_until(terms: Terms) -> str:
    """Until when an order can be ended without charge, before the first day is known."""
    if not terms.cancel_days:
        return "Until its first day, while nothing is booked"
    return f"Until {counted(terms.cancel_days, 'day')} before its first day, while nothing is booked"


def at_once(offer: TimeOffer) -> str:
    """Whether an order is confirmed as soon as it is placed."""
    later = f"the service says yes or no within {ANSWERED_IN} working days"
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

"""What is sold, in the words of every page: prices, regions, advisers, and what became of a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from frontdoor.ground.dates import day_in_words, moment_in_words
from guidance.blocks.offers import Staff
from guidance.models import Channel, Draw, GivenBack, Outcome, PricedBy

ERASED = "Record erased"


def pounds(amount: Decimal) -> str:
    """`£40`, `£1,234.50`."""
    return f"£{amount:,.0f}" if amount == amount.to_integral_value() else f"£{amount:,.2f}"


def price_in_words(terms: Any) -> str:
    """`£40 a session`, `£300 a day of 6 sessions`. `terms`: an offer or a block."""
    if terms.priced_by == PricedBy.SESSION:
        return f"{pounds(terms.price)} a session"
    return f"{pounds(terms.price)} a day of {sessions_in_words(terms.sessions_a_day)}"


def sessions_in_words(number: int) -> str:
    """`1 session`, `1,200 sessions`."""
    return "1 session" if number == 1 else f"{number:,} sessions"


def channels_in_words(channels: Iterable[str]) -> str:
    """`Video call, phone`: in the order in which they always stand."""
    chosen = set(channels)
    named = ", ".join(str(one.label) for one in Channel if one in chosen)
    return named[:1] + named[1:].lower()


def areas_in_words(areas: Iterable[str]) -> str:
    """The regions whose schools can buy; all of England when none is named."""
    return ", ".join(sorted(areas)) or "All of England"


def staff_in_words(staff: Staff) -> str:
    """`4 advisers can be booked: 3 at level 6, 1 at level 7. 2 are in a professional register. ...`: as the register has it."""
    if not staff.number:
        return "No adviser can be booked now."
    levels = ", ".join(f"{number} at level {level}" for level, number in staff.levels)
    many = "1 adviser" if staff.number == 1 else f"{staff.number} advisers"
    listed = {0: "None is", 1: "1 is"}.get(staff.registered, f"{staff.registered} are")
    seen = "A DBS check has been seen" if staff.number == 1 else "A DBS check has been seen for each"
    return f"{many} can be booked: {levels}. {listed} in a professional register. {seen}."


@dataclass(frozen=True)
class Line:
    """One session of a statement: when, which meeting, and what became of it. Nobody's name."""

    when: str
    reference: str
    says: str


def line(draw: Draw, now: datetime) -> Line:
    """A draw of `queries.statement` in words."""
    meeting = draw.meeting
    # What went back says the day that it was drawn for: its meeting may have moved since.
    when = day_in_words(draw.day) if meeting is None or draw.given_back_at else moment_in_words(meeting.during.lower)
    return Line(when, meeting.reference if meeting else ERASED, _says(draw, now))


def _says(draw: Draw, now: datetime) -> str:
    if draw.given_back_at:
        return f"{GivenBack(draw.because).label}: back in the block"
    meeting = draw.meeting
    if meeting is None:
        return "Used"
    if meeting.cancelled_at:
        return "Cancelled late: used"
    if meeting.outcome == Outcome.MISSED:
        return "Did not come: used"
    return "Booked" if meeting.during.upper > now else "Used"

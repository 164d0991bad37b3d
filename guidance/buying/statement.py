"""A block's statement: every session that was drawn and what became of it, as lines and as a file. Days and references only."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.tables import guard
from guidance.models import Draw, GivenBack, Outcome

ERASED = "Record erased"
HEADER = ("Day of the meeting", "Reference", "Session", "Why")


@dataclass(frozen=True)
class Line:
    """One session. `state` is Booked, Used or Given back."""

    day: date
    reference: str
    state: str
    why: str


def lines(draws: Iterable[Draw], *, today: date) -> list[Line]:
    """Draws of `blocks.queries.statement` as a school reads them."""
    return [_line(draw, today) for draw in draws]


def _line(draw: Draw, today: date) -> Line:
    reference = draw.meeting.reference if draw.meeting else ERASED
    if draw.given_back_at:
        why = f"{GivenBack(draw.because).label} on {day_in_words(draw.given_back_at)}"
        return Line(draw.day, reference, "Given back", why)
    if draw.meeting and draw.meeting.cancelled_at:
        return Line(draw.day, reference, "Used", "Cancelled too late")
    if draw.meeting and draw.meeting.outcome == Outcome.MISSED:
        return Line(draw.day, reference, "Used", "Missed")
    return Line(draw.day, reference, "Booked" if draw.day >= today else "Used", "")


def as_csv(found: Iterable[Line]) -> str:
    """The same as a file. Cells that a spreadsheet would run as a formula are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    writer.writerows([guard(cell) for cell in (f"{one.day}", one.reference, one.state, one.why)] for one in found)
    return "\ufeff" + out.getvalue()  # the mark that makes Excel read UTF-8

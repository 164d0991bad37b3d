"""A block's statement as a file: every session that was drawn and what became of it. Days and references only."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from frontdoor.ground.tables import guard
from guidance.blocks.words import line
from guidance.models import Draw

HEADER = ("Day of the meeting", "Reference", "Session", "Given back on")


def as_csv(draws: Iterable[Draw], *, now: datetime) -> str:
    """One row a session. Cells that a spreadsheet would run as a formula are made harmless."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for draw in draws:
        told = line(draw, now)
        back = f"{timezone.localdate(draw.given_back_at)}" if draw.given_back_at else ""
        writer.writerow([guard(cell) for cell in (f"{draw.day}", told.reference, told.says, back)])
    return "\ufeff" + out.getvalue()  # the mark that makes Excel read UTF-8

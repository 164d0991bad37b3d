"""Going on to later times: the address says after which moment, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.http import HttpRequest

from guidance.booking.finding import Slot
from guidance.days.flow import A_PAGE

DIGITS = 10  # a moment of this century in seconds


def after_of(request: HttpRequest) -> datetime | None:
    """After which moment times are asked for; None for the first ones, and for whatever is no moment."""
    asked = request.GET.get("after", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) <= DIGITS):
        return None
    return datetime.fromtimestamp(int(asked), UTC)


def pick(found: Sequence[Slot]) -> tuple[list[Slot], int | None]:
    """A page of times, and after which moment the next page is; None when there are no later ones."""
    shown = list(found[:A_PAGE])
    return shown, int(shown[-1].time.start.timestamp()) if len(found) > A_PAGE else None

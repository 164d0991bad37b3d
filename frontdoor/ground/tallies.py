"""Counts for each day, without anybody's identity: one number for each thing and step (`ground.Tally`)."""

from datetime import date, timedelta

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from frontdoor.ground.models import Tally

KEPT_FOR = timedelta(days=731)  # two years; said so in docs/data.md


def counted(what: str, step: str, *, on: date | None = None) -> None:
    """One more today. `what` and `step` are words from our code, never something that a visitor sent.

    One statement that adds in the database, so that two at once are two.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ground_tally (day, what, step, number) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (day, what, step) DO UPDATE SET number = ground_tally.number + 1",
            [on or timezone.localdate(), what, step],
        )


def totals(first: date, last: date) -> dict[tuple[str, str], int]:
    """(what, step) -> how often from the first day to the last, both included. What never happened has no line."""
    rows = Tally.objects.filter(day__range=(first, last)).values_list("what", "step").annotate(total=Sum("number"))
    return {(what, step): total for what, step, total in rows}


def forget(*, today: date) -> int:
    """Delete counts older than two years. Says how many lines were deleted."""
    return Tally.objects.filter(day__lt=today - KEPT_FOR).delete()[0]

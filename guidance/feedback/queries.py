"""What was said about meetings, for whoever runs the service and for the adviser. Never who said it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from guidance.feedback import rules
from guidance.models import Adviser, Feedback, Helped

NAMES = ("month", "meeting__adviser__user__full_name", "meeting__adviser__user__email", "words")


@dataclass(frozen=True)
class Counts:
    """How often each answer was given."""

    all: int
    helped: list[tuple[str, int]]
    knows_next: list[tuple[str, int]]


@dataclass(frozen=True)
class Words:
    """What somebody wrote: the month, about whom, and nothing that says who it was."""

    month: str
    adviser: str
    words: str


def about(advisers: Iterable[Adviser] | QuerySet[Adviser], now: datetime) -> QuerySet[Feedback]:
    """What was said about these advisers' meetings in the last twelve months."""
    return Feedback.objects.filter(meeting__adviser__in=advisers, said_at__gte=rules.since(now), said_at__lte=now)


def counts(found: QuerySet[Feedback]) -> Counts:
    """One query."""
    ask: dict[str, Any] = {f"helped_{number}": Count("pk", filter=Q(helped=one)) for number, one in enumerate(Helped)}
    row = found.aggregate(all=Count("pk"), knows=Count("pk", filter=Q(knows_next=True)), **ask)
    helped = [(str(one.label), row[f"helped_{number}"]) for number, one in enumerate(Helped)]
    return Counts(row["all"], helped, [("Yes", row["knows"]), ("Not yet", row["all"] - row["knows"])])


def words(found: QuerySet[Feedback], now: datetime) -> QuerySet[Feedback, dict[str, Any]]:
    """The words of months that are over, the newest month first; within a month in no order that tells a day.

    Rows of values, so that no learner, meeting or moment is near the page.
    """
    over = found.filter(said_at__lt=rules.this_month(now)).exclude(words="")
    order = ("-month", "meeting__adviser__user__full_name", "words", "pk")
    return over.annotate(month=TruncMonth("said_at")).order_by(*order).values(*NAMES)


def as_words(row: dict[str, Any]) -> Words:
    """A row as the pages show it."""
    month, name, email, said = (row[one] for one in NAMES)
    return Words(f"{month:%B %Y}", name or email, said)

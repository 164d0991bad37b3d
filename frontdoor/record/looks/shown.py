"""Who has looked, on the learner's own pages and in their export."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from frontdoor.record.looks import queries
from frontdoor.record.models import Learner
from frontdoor.record.shown import Page, Table

COLUMNS = [("at", "When"), ("who", "Who"), ("name", "Name"), ("what", "What they saw"), ("why", "Why they could")]


def own_pages(learner: Learner) -> Iterator[Page]:  # noqa: ARG001 every learner has it
    """The page."""
    yield Page("Who has looked", reverse("record:looked"), "Who saw your record, when and why")


def holds(learner: Learner) -> Iterator[Table]:
    """The looks that the page lists, the oldest first."""
    found = queries.in_words(queries.shown(learner, today=timezone.localdate()).order_by("at", "pk").iterator())
    rows = [[one.look.at, one.who, one.name, one.what, one.why] for one in found]
    yield Table("looks", "Who has looked", COLUMNS, rows)


def held_back(learner: Learner) -> Iterator[str]:  # noqa: ARG001 the same for all: it must not tell who has any
    """That some kinds are not listed."""
    yield f"{queries.NOT_LISTED} To ask about them, ask at your school’s office."

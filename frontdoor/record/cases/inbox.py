"""What questions about data ask of a data lead on `/to-do/`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from frontdoor.ground.todo import Due
from frontdoor.record.cases import queries


def due(user: Any, now: datetime) -> Iterator[Due]:  # noqa: ARG001 a question waits from the moment when it is asked
    """A line for each institution where questions wait for this person."""
    for place, waiting in queries.places_with_questions(user):
        number = len(waiting)
        yield Due(
            what="Answer a question about data" if number == 1 else f"Answer {number} questions about data",
            organisation=place.label,
            url=reverse("record:cases", args=[place.urn]),
            button="Answer",
            by=queries.due_on(waiting[0]),
            why="The law gives you one month.",
        )

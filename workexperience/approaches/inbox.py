"""What schools' requests ask of an employer's people on `/to-do/`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse

from frontdoor.ground.todo import Due
from workexperience.approaches import queries


def due(user: Any, now: datetime) -> Iterator[Due]:  # noqa: ARG001 a request waits from the moment when it is made
    """A line for each employer where requests wait for an answer."""
    for place, waiting in queries.waiting_at(user):
        yield Due(
            what="Answer a school that asks you" if waiting == 1 else f"Answer {waiting} schools that ask you",
            organisation=place.label,
            url=reverse("workexperience:approaches", args=[place.pk]),
            button="Answer",
            why="They would like something that you do not offer yet.",
        )

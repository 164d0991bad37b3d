"""What this noun asks of a person on `/to-do/`: hours, of an adviser with whom people could be booked if there were any."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from guidance.access import own_advising
from guidance.times import queries


def due(user: Any, now: datetime) -> Iterable[Due]:
    """One for each service where the person is able and has said no hours yet."""
    mine = own_advising(user)
    if not mine:
        return
    for adviser in queries.without_hours(mine, timezone.localdate(now)):
        yield Due(
            what="Say when you can meet people",
            organisation=adviser.service.organisation.label,
            url=reverse("guidance:times", args=[adviser.pk]),
            button="Add your hours",
            why="Until you do, nobody can be booked with you.",
        )

"""What this noun asks of a person on `/to-do/`: that somebody can be booked where schools count on it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from guidance.services import queries


def due(user: Any, now: datetime) -> Iterable[Due]:
    """Services that schools may choose, or have chosen, where nobody can be booked. Nothing is asked for other people."""
    mine = queries.run_by(user)
    for service in queries.without_anybody(mine, timezone.localdate(now)) if mine else []:
        yield Due(
            what=f"Nobody can be booked at {service.organisation.name}",
            organisation=service.organisation.label,
            url=reverse("guidance:service", args=[service.organisation_id]),
            button="See why",
            why="Each adviser needs a qualification at level 6 or above and a DBS check that you have seen.",
        )

"""What a placement asks of a parent or carer with an account on `/to-do/`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from workexperience.consents import queries


def due(user: Any, now: datetime) -> Iterator[Due]:
    """A line for each placement that waits for their yes or no. It names no child: the page asks for the birth date first."""
    for one in queries.waiting_with(user, now=now):
        yield Due(
            what="Say yes or no to work experience",
            organisation=one.application.institution.label,
            url=reverse("workexperience:agree-signed-in", args=[one.pk]),
            button="Read and answer",
            by=timezone.localdate(one.expires_at),
            why="Your child has asked for it, and the school or college agrees.",
        )

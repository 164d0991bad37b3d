"""What parents and carers ask of a learner on `/to-do/`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.record.carers import queries
from frontdoor.record.queries import own_learner


def due(user: Any, now: datetime) -> Iterable[Due]:
    """From 16, as long as the learner has not said yes or no about somebody."""
    learner = own_learner(user)
    if learner and queries.undecided(learner, today=timezone.localdate(now)).exists():
        yield Due(
            what="Decide whether your parents see your record",
            organisation="Your record",
            url=reverse("record:parents"),
            button="Decide",
            why="You are 16 or over, so it is up to you.",
        )

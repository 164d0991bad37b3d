"""What a finished placement asks of the learner on `/to-do/`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.record.queries import own_learner
from workexperience.applications.rules import REFLECTION_WAITS
from workexperience.logbook import queries
from workexperience.models import ApplicationState


def due(user: Any, now: datetime) -> Iterator[Due]:  # noqa: ARG001 every noun's has this shape
    """To say what they learned, as long as the placement waits for it."""
    learner = own_learner(user)
    if learner is None:
        return
    for one in queries.own(learner).filter(state=ApplicationState.REFLECTION).order_by("state_since", "pk"):
        yield Due(
            what="Say what you learned",
            organisation=one.offer.employer.organisation.name,
            url=reverse("workexperience:reflect", args=[one.pk]),
            button="Write",
            by=timezone.localdate(one.state_since + REFLECTION_WAITS),
            why="Then your placement is finished.",
        )

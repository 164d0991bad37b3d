"""What a learner has planned to do soon, on `/to-do/`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.record.models import Owner
from frontdoor.record.plan import queries
from frontdoor.record.queries import own_learner

SOON = timedelta(days=14)
SHOWN = 5  # the soonest; the plan has all


def due(user: Any, now: datetime) -> Iterable[Due]:
    """The learner's own actions that are due in the next two weeks or were due before."""
    learner, today = own_learner(user), timezone.localdate(now)
    if learner is None:
        return
    for action in queries.due_by(learner, today + SOON, owner=Owner.LEARNER)[:SHOWN]:
        late = action.due_on is not None and action.due_on < today
        yield Due(
            what=action.text,
            organisation="Your plan",
            url=reverse("record:plan"),
            button="Open my plan",
            by=action.due_on,
            why="Done? Tick it. Need longer? Choose another day." if late else f"For your goal: {action.goal.title}",
        )

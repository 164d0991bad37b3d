"""What activities ask of a person on `/to-do/`: to say who was there, once the day is past."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.record.activities.queries import unmarked


def due(user: Any, now: datetime) -> Iterable[Due]:
    """A line for each institution where activities wait; it leads to the oldest."""
    for place in organisations_for(user, Can.LOG_ACTIVITY):
        waiting = list(unmarked(place, today=timezone.localdate(now)))
        if waiting:
            oldest = waiting[0]
            yield Due(
                what="Say who was there" if len(waiting) == 1 else f"Say who was there at {len(waiting)} activities",
                organisation=place.label,
                url=reverse("record:activity-who", args=[place.urn, oldest.pk]),
                button="Mark who was there",
                by=oldest.last_day or oldest.day,
                why="Nothing counts for a pupil until somebody says that they were there.",
            )

"""What the waiting list asks of a person on `/to-do/`: a learner's yes or no; of those who own promises, that they are kept."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.record.queries import own_learner
from guidance.services.queries import run_by
from guidance.waiting import links, queries


def due(user: Any, now: datetime) -> Iterator[Due]:
    """A learner's own, then of each service that somebody runs."""
    learner = own_learner(user)
    wait = queries.live_of(learner) if learner else None
    hold = queries.offer_of(wait, now=now) if wait else None
    if wait and hold:
        yield Due(
            what="Say yes or no to a time with an adviser",
            organisation="Your record",
            url=links.address(wait),
            button="Look and answer",
            by=timezone.localdate(hold.expires_at),
            why="After that it goes to the next person.",
        )
    yield from _of_services(user, now)


def _of_services(user: Any, now: datetime) -> Iterator[Due]:
    places = run_by(user)
    counted = queries.by_service(places, now=now) if places else {}
    for place in places:
        counts = counted.get(place.pk)
        if counts and (counts.broken or counts.soon):
            yield Due(
                what=_what(counts),
                organisation=place.label,
                url=reverse("guidance:waiting-service", args=[place.pk]),
                button="See who waits",
                by=counts.earliest,
                why="They were promised a time by a day. More hours of your advisers give them one.",
            )


def _what(counts: queries.Counts) -> str:
    if counts.broken:
        more = (
            f", and {counts.soon} more {'is' if counts.soon == 1 else 'are'} due within 3 days" if counts.soon else ""
        )
        return f"{_promises(counts.broken)} broken to people who wait for a time{more}"
    return f"{_promises(counts.soon)} due within 3 days to people who wait for a time"


def _promises(number: int) -> str:
    return "1 promise is" if number == 1 else f"{number} promises are"

"""What the door itself asks of a person on `/to-do/`."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from frontdoor.ground.todo import Due, Page
from frontdoor.home import queries
from frontdoor.organisations.access import Can, organisations_for


def due(user: object, now: datetime) -> Iterable[Due]:  # noqa: ARG001 every room's inbox has this shape
    """New feedback, for those who read it."""
    place = organisations_for(user, Can.SEE_FEEDBACK).first()
    if place is None:
        return
    new = queries.new_feedback().count()
    if new:
        what = "Read what somebody said about the service" if new == 1 else f"Read {new} pieces of feedback"
        yield Due(what, place.name, reverse("home:feedback-list"), "Read")


def pages(held: frozenset[Can]) -> Iterable[Page]:
    """Pupils, and what people say about the service."""
    if Can.SEE_LEARNERS in held:
        yield Page("Pupils", reverse("home:learners-home"))
    if Can.SEE_FEEDBACK in held:
        yield Page("What people say about the service", reverse("home:feedback-list"))

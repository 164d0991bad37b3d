"""What this noun asks of a person on `/to-do/`."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.record.care import queries
from frontdoor.record.care.rules import CHECK_EVERY, CHECK_HELPLINES_EVERY


def due(user: Any, now: datetime) -> Iterator[Due]:
    """Name a contact where there is none, look again at one after a year; for editors: check the helplines."""
    yield from _contacts(user, now)
    if getattr(user, "is_staff", False):
        yield from _helplines(timezone.localdate(now))


def _helplines(today: date) -> Iterator[Due]:
    checked = queries.helplines_checked_on()
    if checked and checked + CHECK_HELPLINES_EVERY <= today:
        yield Due(
            what="Check the helplines, each with its own source",
            organisation="Worried or not safe?",
            url=reverse("admin:record_helpline_changelist"),
            button="Check the helplines",
            by=checked + CHECK_HELPLINES_EVERY,
            why="Somebody in danger must not ring a number that has gone.",
        )


def _contacts(user: Any, now: datetime) -> Iterator[Due]:
    for place in queries.to_name(user):
        yield Due(
            what="Name your safeguarding contact",
            organisation=place.label,
            url=reverse("record:care-contact", args=[place.urn]),
            button="Name the contact",
            why="Without one you cannot add pupils.",
        )
    for place in queries.to_check(user, today=timezone.localdate(now)):
        yield Due(
            what="Check that your safeguarding contact is still right",
            organisation=place.label,
            url=reverse("record:care-contact", args=[place.urn]),
            button="Check the contact",
            by=place.safeguarding_contact.reviewed_on + CHECK_EVERY,
            why="Pupils and staff turn to this person when somebody is not safe.",
        )

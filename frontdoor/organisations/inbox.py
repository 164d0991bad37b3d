"""What joining asks of a person on `/to-do/`."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due, Page
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.joining import queries

DECIDE_WITHIN = timedelta(days=7)


def due(user: Any, now: datetime) -> Iterable[Due]:
    """People who wait for a decision; a school without a head."""
    yield from _waiting(user)
    yield from _heads(user, now)


def _waiting(user: Any) -> Iterator[Due]:
    for body in organisations_for(user, Can.DECIDE_JOINING):
        url = reverse("organisations:requests", kwargs={"organisation_id": body.pk})
        for joining in queries.waiting_for(body)[:20]:
            yield Due(
                what=f"Decide whether {joining.full_name or 'somebody'} may join as {joining.get_role_display().lower()}",
                organisation=joining.organisation.label,
                url=url,
                button="Decide",
                by=timezone.localtime(joining.confirmed_at).date() + DECIDE_WITHIN,
            )


def _heads(user: Any, now: datetime) -> Iterator[Due]:
    for school in queries.without_head(organisations_for(user, Can.MANAGE_MEMBERS), now).order_by("name"):
        yield Due(
            what="Invite your head",
            organisation=school.label,
            url=reverse("organisations:invite", kwargs={"organisation_id": school.pk}),
            button="Invite",
            why="The head signs the yearly return.",
        )


def pages(held: frozenset[Can]) -> Iterator[Page]:
    """People and roles for everybody who belongs somewhere; the register for the department."""
    if Can.SEE_MEMBERS in held:
        yield Page("People and invitations", reverse("organisations:mine"))
    if Can.IMPORT_REGISTER in held:
        yield Page("Load the register", reverse("register:import"))

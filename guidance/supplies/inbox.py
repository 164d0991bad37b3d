"""What this noun asks of a person on `/to-do/`: a school whose pupils come to a decision and have nobody to meet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from frontdoor.ground.todo import Due
from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.access import PERMISSIONS, Can
from frontdoor.organisations.models import Kind, Role
from frontdoor.people.queries import live_memberships
from guidance.supplies.queries import without_supplier


def due(user: Any, now: datetime) -> Iterable[Due]:
    """For those who choose, and asked of nobody else: undated, until somebody is chosen."""
    places = {
        row.organisation_id: row.organisation
        for row in live_memberships(user)
        if Can.CHOOSE_SUPPLIERS in PERMISSIONS[Role(row.role)] and row.organisation.kind == Kind.INSTITUTION
    }
    if not places:
        return
    for place, years in without_supplier([*places], now=now).items():
        yield Due(
            what="Choose who gives guidance",
            organisation=places[place].label,
            url=reverse("guidance:suppliers", args=[places[place].urn]),
            button="Choose",
            why=f"Nobody is chosen yet for {year_groups_in_words(years)}.",
        )

"""What this noun asks of a person on `/to-do/`: adviser time that was bought and ends soon with sessions left."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.organisations.access import PERMISSIONS, Can
from frontdoor.organisations.models import Kind, Role
from frontdoor.people.queries import live_memberships
from guidance.blocks.queries import live, with_left
from guidance.blocks.rules import ENDING_DAYS
from guidance.buying.words import counted


def due(user: Any, now: datetime) -> Iterable[Due]:
    """For those who choose, from 30 days before a block's last day on; nothing is asked for other people."""
    places = {
        row.organisation_id
        for row in live_memberships(user)
        if Can.CHOOSE_SUPPLIERS in PERMISSIONS[Role(row.role)] and row.organisation.kind == Kind.INSTITUTION
    }
    if not places:
        return
    today = timezone.localdate(now)
    ending = live(today).filter(institution__in=places, last_day__lte=today + timedelta(days=max(ENDING_DAYS)))
    for block in with_left(ending).filter(left__gt=0).order_by("last_day", "pk"):
        yield Due(
            what=f"Use {counted(block.left, 'session')} of adviser time",
            organisation=block.institution.label,
            url=reverse("guidance:block", args=[block.institution.urn, block.pk]),
            button="Use them",
            by=block.last_day,
            why=f"You bought them from {block.service.organisation.name}. What is not used by then is lost.",
        )

"""Reads about signatures."""

from benchmarks.models import Return
from frontdoor.organisations.models import Membership, Role


def likely_head(found: Return) -> str:
    """The address to suggest for the letter: the one used last, or the head who has joined. May be empty."""
    if found.head_email:
        return found.head_email
    heads = Membership.objects.filter(
        organisation=found.organisation, role=Role.HEAD, ended_at=None, user__is_active=True
    ).order_by("-created_at")
    return heads.values_list("user__email", flat=True).first() or ""

"""The ways in of somebody whose account is erased."""

from collections.abc import Collection

from django.db.models.functions import Lower

from frontdoor.ground.privacy import past
from frontdoor.organisations.models import Joining


def erase(addresses: Collection[str]) -> None:
    """Delete invitations and requests of these addresses, with their history. Memberships say who was where, by number."""
    for rows in (Joining.objects.all(), past(Joining)):
        rows.annotate(address=Lower("email")).filter(address__in=addresses).delete()

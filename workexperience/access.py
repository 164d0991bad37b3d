"""Whose employer this is: the way to an employer's own pages."""

from typing import Any

from django.shortcuts import get_object_or_404

from frontdoor.organisations.access import Can, place_for
from workexperience.models import Employer


def employer_for(user: Any, organisation_id: int) -> Employer:
    """The employer of an own page, with its hub and sector; 404 for everybody who does not work there."""
    place_for(user, Can.MANAGE_OFFERS, pk=organisation_id)
    found = Employer.objects.select_related("organisation__council__hub", "sector")
    return get_object_or_404(found, pk=organisation_id)

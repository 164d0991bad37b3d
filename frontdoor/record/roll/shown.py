"""What the roll adds to an institution's page of learners."""

from collections.abc import Iterable

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.shown import Page, Place


def pages(place: Place) -> Iterable[Page]:
    """For whoever may load it."""
    if Can.MANAGE_LEARNERS in place.can:
        urn = place.institution.urn
        yield Page(
            "Load the roll", reverse("record:roll-upload", args=[urn]), "Joiners, changes and leavers from a file."
        )
        yield Page(
            "Start a new school year", reverse("record:roll-new-year", args=[urn]), "Every year group goes one on."
        )

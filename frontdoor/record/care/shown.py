"""What this noun adds to the pages of learners."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.record.queries import has_safeguarding_contact
from frontdoor.record.shown import Page, Place


def pages(place: Place) -> Iterator[Page]:
    """The contact, for all staff."""
    named = has_safeguarding_contact(place.institution)
    yield Page(
        "Safeguarding contact",
        reverse("record:care-contact", args=[place.institution.urn]),
        "Whom pupils and staff turn to." if named else "Nobody is named yet. Without one you cannot add pupils.",
    )

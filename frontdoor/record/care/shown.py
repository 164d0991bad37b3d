"""What this noun adds to the pages of learners."""

from collections.abc import Iterator

from django.urls import reverse

from frontdoor.record.queries import has_safeguarding_contact
from frontdoor.record.shown import Line, Looking, Page, Place, Section


def sections(look: Looking) -> Iterator[Section]:
    """For staff, on each learner's page: the way to pass on a concern. The learner is not named on the way."""
    if look.institution is not None:
        concern = reverse("record:care-concern", args=[look.institution.urn])
        line = Line("Pass on a concern", href=concern, note="Whom to ring now. Nothing about it is typed or stored.")
        yield Section("Worried about this learner?", [line], place=20)


def pages(place: Place) -> Iterator[Page]:
    """The contact and the way to pass on a concern, for all staff."""
    named = has_safeguarding_contact(place.institution)
    yield Page(
        "Safeguarding contact",
        reverse("record:care-contact", args=[place.institution.urn]),
        "Whom pupils and staff turn to." if named else "Nobody is named yet. Without one you cannot add pupils.",
    )
    yield Page(
        "Pass on a concern",
        reverse("record:care-concern", args=[place.institution.urn]),
        "Whom to ring when you are worried about somebody.",
    )

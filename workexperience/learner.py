"""What this room adds to the pages of learners: where a school finds employers."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.shown import Page, Place
from workexperience.applications.erasing import free_places


def pages(place: Place) -> Iterable[Page]:
    """The employers near the school."""
    if Can.SEE_LEARNERS in place.can:
        here = reverse("workexperience:employers-near", args=[place.institution.urn])
        yield Page("Employers near you", here, "Ask one for something that it does not offer yet.")


def erase(learner_ids: Sequence[int]) -> None:
    """Places that they would not come to are free again; their applications go with the record, which they hang on."""
    free_places(learner_ids)

"""Booking for somebody on a school's page of a learner."""

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.shown import Looking
from guidance.chosen import not_over


def links(look: Looking) -> list[tuple[str, str]]:
    """For staff who record activities, where the school has chosen somebody who gives guidance: words and address."""
    if look.institution is None or Can.LOG_ACTIVITY not in look.can:
        return []
    if not not_over(look.today).filter(institution=look.institution).exists():
        return []
    where = reverse("guidance:for-pupil", args=[look.institution.urn, look.learner.pk])
    return [("Book a meeting with a careers adviser", where)]

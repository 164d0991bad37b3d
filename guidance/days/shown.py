"""Booking for somebody on a school's page of a learner."""

from django.urls import reverse

from frontdoor.organisations.access import Can
from frontdoor.record.shown import Looking


def links(look: Looking) -> list[tuple[str, str]]:
    """For staff who record activities: words and address."""
    if look.institution is None or Can.LOG_ACTIVITY not in look.can:
        return []
    where = reverse("guidance:for-pupil", args=[look.institution.urn, look.learner.pk])
    return [("See what is booked, and book a meeting", where)]

"""Letters about a school's request: that there is one, and that it is answered. What was written is read on the page."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.organisations.access import Can, people_with
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from workexperience.models import Approach


def asked(approach: Approach, *, now: datetime) -> None:
    """To each of the employer's people."""
    place = approach.employer.organisation
    link = reverse("workexperience:approach", args=[place.pk, approach.pk])
    for person in _people(place, Can.MANAGE_OFFERS):
        queue(
            "approach-asked",
            key=f"approach-asked:{approach.pk}:{person.pk}",
            to=person.email,
            context={"employer": place.label, "school": approach.institution.label, "link": link},
            now=now,
            organisation_id=place.pk,
        )


def answered(approach: Approach, *, now: datetime) -> None:
    """To the school's careers leaders and heads: the answer is the school's, also when whoever asked has left."""
    place = approach.institution
    link = reverse("workexperience:employer-near", args=[place.urn, approach.employer_id])
    for person in _people(place, Can.APPROACH_EMPLOYERS):
        queue(
            "approach-answered",
            key=f"approach-answered:{approach.pk}:{person.pk}",
            to=person.email,
            context={
                "employer": approach.employer.organisation.label,
                "school": place.label,
                "accepted": approach.accepted,
                "link": link,
            },
            now=now,
            organisation_id=place.pk,
        )


def _people(place: Organisation, can: Can) -> Iterable[User]:
    return [one.user for one in people_with(can, [place])]

"""The letter about somebody who wants to add an employer that is here already."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.actions import queue
from frontdoor.people.models import User
from workexperience.employers import queries
from workexperience.models import Employer


def asked(employer: Employer, *, who: User, now: datetime) -> None:
    """To everybody who works there: who asked, and where to invite them. At most once a day for each who asks."""
    day = timezone.localdate(now)
    for member in queries.people(employer):
        queue(
            "employer-asked",
            key=f"employer-asked:{employer.pk}:{who.pk}:{day:%Y-%m-%d}:{member.user_id}",
            to=member.user.email,
            context={
                "employer": employer.organisation.label,
                "name": who.full_name,
                "email": who.email,
                "path": reverse("organisations:invite", kwargs={"organisation_id": employer.pk}),
            },
            now=now,
            organisation_id=employer.pk,
        )

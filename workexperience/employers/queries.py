"""Whose employers these are: their own people's, and the hub's or the department's to check."""

from typing import Any

from django.db.models import QuerySet

from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind
from workexperience.models import Employer


def overseen(user: Any) -> QuerySet[Employer]:
    """The employers that this person may check: those of the hub's councils, or all for the department."""
    mine = organisations_for(user, Can.CHECK_EMPLOYERS)
    if mine.filter(kind=Kind.DEPARTMENT).exists():
        return Employer.objects.all()
    return Employer.objects.filter(organisation__council__hub__in=mine.filter(kind=Kind.HUB))

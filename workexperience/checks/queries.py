"""Who is checked, on which day: the one question that lists, pages, actions and importers ask."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from workexperience.models import Check, Employer


def holding(on: date) -> Q:
    """The checks that hold on a day: accepted, not withdrawn, insured. For days to come it says which of today's will hold."""
    return Q(accepted=True, ended_at=None, insured_until__gte=on)


def checked(on: date) -> QuerySet[Employer]:
    """The employers with a check that holds on a day: only theirs may reach a young person on that day."""
    return Employer.objects.filter(Exists(Check.objects.filter(holding(on), employer=OuterRef("pk"))))


def current(employer: Employer, *, on: date) -> Check | None:
    """The check that holds for longest from a day on; None when none holds."""
    return employer.checks.filter(holding(on)).order_by("-insured_until", "-pk").first()

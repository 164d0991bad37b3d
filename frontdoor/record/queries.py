"""Reads of the record that several rooms use."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from frontdoor.ground.years import academic_year
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import live
from frontdoor.record.models import Enrolment, Learner, NewYear, Reason, ReasonKind


def roll(institution: Organisation, *, today: date) -> QuerySet[Enrolment]:
    """The current roll with its learners, by year group and name: those whom the reasons table still lets be seen."""
    held = Reason.objects.filter(live(today), organisation=institution, kind=ReasonKind.ENROLLED)
    return (
        Enrolment.objects.filter(institution=institution, ended_on=None, learner__in=held.values("learner"))
        .select_related("learner")
        .order_by("year_group", "learner__family_name", "learner__given_names", "learner_id")
    )


def own_learner(user: Any) -> Learner | None:
    """The record that belongs to an account; None for those who have none."""
    return Learner.objects.filter(account=user).first() if user.is_authenticated else None


def has_safeguarding_contact(institution: Organisation) -> bool:
    """Whether pupils may be added: the institution has said whom they turn to (issue 3.1)."""
    return hasattr(institution, "safeguarding_contact")


def years_on(enrolments: QuerySet[Enrolment]) -> list[int | None]:
    """The year groups that a roll has, in order."""
    return list(enrolments.order_by("year_group").values_list("year_group", flat=True).distinct())


def year_begun(institution: Organisation | int, *, today: date) -> str:
    """The academic year that the roll's year groups are of: from June on a school may have begun the next one."""
    year = academic_year(today)
    if today.month in (6, 7, 8):
        later = NewYear.objects.filter(institution=institution, year__gt=year).order_by("-year")
        return later.values_list("year", flat=True).first() or year
    return year

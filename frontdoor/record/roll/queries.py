"""What is read of a roll to compare a file with it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from frontdoor.ground.years import academic_year, first_day
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Organisation
from frontdoor.organisations.scope import year_groups
from frontdoor.record.models import Carer, Enrolment, Need, NewYear
from frontdoor.record.roll.compare import Difference, Held, compare
from frontdoor.record.roll.parse import Roll

LAST_OF_ALL = 13  # Year 13 ends at 18 (domain, "Year groups, ages and stages")
A_TERM = timedelta(days=120)
COLUMNS = ("learner_id", "upn", "year_group", "tutor_group", "email", "started_on")
NAMES = ("given_names", "family_name", "known_as", "date_of_birth")


def difference(roll: Roll, institution: Organisation, *, today: date, with_needs: bool) -> Difference:
    """What a file would do to the roll as it stands: four queries, whatever the roll's length."""
    return compare(roll, current(institution), former(institution, roll), today=today, with_needs=with_needs)


def current(institution: Organisation) -> list[Held]:
    """Everybody on the roll."""
    enrolments = Enrolment.objects.filter(institution=institution, ended_on=None)
    carers = _by_learner(Carer.objects.filter(institution=institution), "email")
    needs = _by_learner(Need.objects.filter(institution=institution, ended_on=None), "kind")
    return [
        _held(row, carers=carers.get(row["learner_id"]), needs=needs.get(row["learner_id"]))
        for row in _rows(enrolments)
    ]


def former(institution: Organisation, roll: Roll) -> list[Held]:
    """Those whom a row may bring back: they left this institution and are on no roll now. The latest leaving first.

    Whoever has an account and left longer ago comes back by their own code: a file alone must not open to a former school
    what they have done since.
    """
    numbers = {pupil.upn for pupil in roll.pupils if pupil.upn}
    born = {pupil.date_of_birth for pupil in roll.pupils if not pupil.upn and pupil.date_of_birth}
    now_somewhere = Enrolment.objects.filter(learner=OuterRef("learner"), ended_on=None)
    gone = Enrolment.objects.filter(institution=institution).exclude(ended_on=None).filter(~Exists(now_somewhere))
    gone = gone.filter(Q(upn__in=numbers) | Q(learner__date_of_birth__in=born))
    lately = Q(learner__account=None) | Q(ended_on__gte=timezone.localdate() - A_TERM)
    return [_held(row) for row in _rows(gone.filter(lately).order_by("-ended_on", "-pk"))]


def _rows(enrolments: QuerySet[Enrolment]) -> Iterable[dict[str, Any]]:
    return enrolments.values("pk", *COLUMNS, *(f"learner__{name}" for name in NAMES))


def _held(row: dict[str, Any], *, carers: Any = None, needs: Any = None) -> Held:
    names = {name: row[f"learner__{name}"] for name in NAMES}
    facts = {name: row[name] for name in COLUMNS}
    return Held(enrolment_id=row["pk"], carers=frozenset(carers or ()), needs=frozenset(needs or ()), **names, **facts)


def _by_learner(rows: QuerySet[Any], column: str) -> dict[int, list[str]]:
    return dict(rows.values_list("learner").annotate(told=ArrayAgg(column)))


def may_see_needs(user: Any, institution: Organisation) -> bool:
    """Whether the marks in a file are read for this person at all."""
    return organisations_for(user, Can.SEE_NEEDS).filter(pk=institution.pk).exists()


def held_elsewhere(enrolments: Iterable[Enrolment], institution: Organisation, *, now_only: bool) -> dict[int, int]:
    """Enrolment id to the learner whom another institution has, or had, under the same UPN: the current one, else the latest.

    For making links only: no page, count or note may tell what it finds.
    """
    others = Enrolment.objects.filter(upn=OuterRef("upn")).exclude(institution=institution)
    others = others.exclude(learner=OuterRef("learner"))
    there = Subquery(others.filter(ended_on=None).order_by("pk").values("learner")[:1])
    was = Subquery(others.order_by("-ended_on", "-pk").values("learner")[:1])
    mine = Enrolment.objects.filter(pk__in=[one.pk for one in enrolments]).exclude(upn="")
    found = mine.annotate(other=there if now_only else Coalesce(there, was)).exclude(other=None)
    return dict(found.values_list("pk", "other"))


def starting_year(today: date) -> str:
    """The academic year that a school begins: from June on it is the next one."""
    return academic_year(date(today.year, 9, 1)) if 6 <= today.month <= 8 else academic_year(today)


def last_group(institution: Organisation) -> int:
    """The year group after which pupils leave: 13, or 11 at a school up to 16 (by the register's ages).

    13 also where the register says 19 or more: whoever stays for a third sixth-form year is ticked to stay.
    """
    if (institution.age_low or 0) > LAST_OF_ALL:
        return LAST_OF_ALL
    taught = year_groups(institution.age_low, institution.age_high)
    return min(taught[-1], LAST_OF_ALL) if taught else 6


def at_the_end(institution: Organisation) -> QuerySet[Enrolment]:
    """Those in the last year group, or past it: they leave or stay when a new year starts."""
    enrolments = Enrolment.objects.filter(institution=institution, ended_on=None)
    last = enrolments.filter(year_group__gte=last_group(institution)).select_related("learner")
    return last.order_by("year_group", "learner__family_name", "learner__given_names", "learner_id")


def begun(institution: Organisation, *, today: date | None = None) -> NewYear | None:
    """Whether, and when, the year that would be started now was started already."""
    year = starting_year(today or timezone.localdate())
    return NewYear.objects.filter(institution=institution, year=year).first()


def groups(institution: Organisation) -> dict[int, int]:
    """How many are in each year group of the roll."""
    enrolments = Enrolment.objects.filter(institution=institution, ended_on=None, year_group__isnull=False)
    return dict(enrolments.values_list("year_group").annotate(Count("pk")).order_by("year_group"))


def is_of_this_year(institution: Organisation, *, today: date) -> bool:
    """Whether all of the roll came since the school year began that would be started: then its groups are this year's."""
    start = first_day(starting_year(today))
    enrolments = Enrolment.objects.filter(institution=institution, ended_on=None)
    return start <= today and not enrolments.filter(created_at__date__lt=start).exists()

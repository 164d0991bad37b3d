"""A report made with another tool: say so, correct it, withdraw it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from benchmarks.models import ElsewhereReport
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year, first_day, last_day
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User


def report(
    *,
    institution: Organisation,
    year: str,
    tool: str,
    reported_on: date,
    results: dict[str, int],
    by: User,
    now: datetime,
) -> ElsewhereReport:
    """Record a report made with another tool; it counts at once. A different one of the same year is a correction.

    `results` are empty or the per cent of each benchmark by its number. Saying the same twice is saying it once.
    """
    if why := problem(year=year, reported_on=reported_on, now=now):
        raise Refused(why)
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        live = ElsewhereReport.objects.filter(organisation=institution, year=year, withdrawn_at=None).first()
        if live and (live.tool, live.reported_on, live.results) == (tool, reported_on, results):
            return live
        if live:
            _withdraw(live, by=by, now=now)
        return ElsewhereReport.objects.create(
            organisation=institution,
            year=year,
            tool=tool,
            reported_on=reported_on,
            results=results,
            source=f"Told by {institution.name}",
            created_by=by,
            created_at=now,
        )


def withdraw(*, institution: Organisation, year: str, by: User, now: datetime) -> None:
    """Take the year's report back; it no longer counts and stays on record. Harmless when there is none."""
    with transaction.atomic():
        live = ElsewhereReport.objects.select_for_update().filter(
            organisation=institution, year=year, withdrawn_at=None
        )
        for one in live:
            _withdraw(one, by=by, now=now)


def problem(*, year: str, reported_on: date, now: datetime) -> str:
    """Why a report of this day cannot count for the year, as a sentence; empty when it can."""
    today = timezone.localdate(now)
    if year > academic_year(today):
        return "That academic year has not begun."
    if reported_on > today:
        return "The date you reported must be today or in the past."
    if not first_day(year) <= reported_on <= last_day(year):
        return f"The date you reported must be in the academic year {year}, which began on 1 September {year[:4]}."
    return ""


def _withdraw(live: ElsewhereReport, *, by: User, now: datetime) -> None:
    live.withdrawn_by, live.withdrawn_at = by, now
    live.save(update_fields=["withdrawn_by", "withdrawn_at"])

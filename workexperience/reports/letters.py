"""The letters about reports. None holds a word of what somebody reported, nor who they are."""

from datetime import datetime

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.people.models import User
from workexperience.checks.queries import deciders
from workexperience.employers.queries import people
from workexperience.models import Report, ReportKind
from workexperience.reports import queries
from workexperience.reports.words import CAME_OF_IT


def sent(report: Report, *, now: datetime) -> None:
    """To whoever checks the employer: something is said about an offer.

    While another one about it waits that is as urgent, nobody is written to again: a stranger cannot fill an inbox.
    """
    if queries.others(report).filter(answered_at=None, kind__in=_as_urgent(report)).exists():
        return
    employer = report.offer.employer
    for decider in deciders(employer):
        queue(
            "offer-reported",
            key=f"offer-reported:{report.pk}:{decider.user_id}",
            to=decider.user.email,
            context={
                "employer": employer.organisation.label,
                "unsafe": report.kind == ReportKind.UNSAFE,
                "path": reverse("workexperience:report", args=[report.pk]),
                "place": decider.organisation.label,
            },
            now=now,
            organisation_id=decider.organisation_id,
        )


def _as_urgent(report: Report) -> list[str]:
    unsafe = report.kind == ReportKind.UNSAFE
    return [kind for kind in ReportKind.values if kind == ReportKind.UNSAFE or not unsafe]


def taken_off(report: Report, *, because: str, by: User, now: datetime, nobody_comes: bool) -> None:
    """To the employer's people: the offer is off the list, who took it off, why, and whether applications ended."""
    employer, speaker = report.offer.employer, queries.speaks_for(by, report)
    for member in people(employer):
        queue(
            "offer-taken-off",
            key=f"offer-taken-off:{report.pk}:{member.user_id}",
            to=member.user.email,
            context={
                "employer": employer.organisation.label,
                "title": report.offer.title,
                "place": speaker.label if speaker else "the department",
                "note": because,
                "nobody_comes": nobody_comes,
                "path": reverse("workexperience:offer", args=[employer.pk, report.offer_id]),
            },
            now=now,
            organisation_id=employer.pk,
        )


def answered(report: Report, *, now: datetime) -> None:
    """To whoever reported it and left an address: what came of it, in a sentence of ours."""
    if report.email:
        context = {"title": report.offer.title, "came_of_it": CAME_OF_IT[report.outcome]}
        queue(
            "offer-report-answered", key=f"offer-report-answered:{report.pk}", to=report.email, context=context, now=now
        )


@wanted_while("offer-reported")
def still_waits(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Nobody is asked to read a report that somebody has answered."""
    return Report.objects.filter(pk=int(letter.key.split(":")[1]), answered_at=None).exists()

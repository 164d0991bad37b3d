"""What this noun asks of a person on `/to-do/`: an employer's own check, and the checks that somebody waits for."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from workexperience.checks import queries
from workexperience.checks.rules import Stand
from workexperience.employers import queries as employers
from workexperience.models import Employer

DECIDE_WITHIN = timedelta(days=7)
MOST = 20


def due(user: Any, now: datetime) -> Iterable[Due]:
    """A check to send, to change or to renew; checks to decide about."""
    today = timezone.localdate(now)
    for employer, standing in queries.standings(employers.mine(user), on=today):
        yield from _own(employer, standing)
    for check in queries.waiting_with(user)[:MOST]:
        yield Due(
            what="Read an employer’s check and decide",
            organisation=check.employer.organisation.label,
            url=reverse("workexperience:check", args=[check.pk]),
            button="Read",
            by=timezone.localtime(check.created_at).date() + DECIDE_WITHIN,
            why="Until you decide, schools and young people see nothing new of it.",
        )


def _own(employer: Employer, standing: queries.Standing) -> Iterator[Due]:
    if standing.waiting:
        return
    url = reverse("workexperience:check-send", args=[employer.pk])
    place = employer.organisation.label
    until = standing.holds.insured_until if standing.holds else None
    if back := standing.sent_back:
        why = f"{back.decider} sent it back with a note."
        yield Due("Change your employer check and send it again", place, url, "Change", by=until, why=why)
    elif standing.is_ending:
        why = "Afterwards your offers are not shown."
        yield Due("Renew your employer check before it runs out", place, url, "Renew", by=until, why=why)
    elif standing.stand != Stand.CHECKED:
        why = "Schools and young people see nothing of you before."
        yield Due("Send your employer check", place, url, "Start", why=why)

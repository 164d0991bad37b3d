"""What this noun asks of a person on `/to-do/`: reports that wait for them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from workexperience.models import ReportKind
from workexperience.reports import queries

ANSWER_WITHIN = {True: timedelta(days=1), False: timedelta(days=7)}  # by whether it may be unsafe
MOST = 20


def due(user: Any, now: datetime) -> Iterable[Due]:  # noqa: ARG001 one shape for all
    """One line for each report, what may not be safe first."""
    for report in queries.waiting_with(user)[:MOST]:
        unsafe = report.kind == ReportKind.UNSAFE
        yield Due(
            what="Somebody says that an offer does not look safe: read it" if unsafe else "Read a report of an offer",
            organisation=report.offer.employer.organisation.label,
            url=reverse("workexperience:report", args=[report.pk]),
            button="Read",
            by=timezone.localtime(report.created_at).date() + ANSWER_WITHIN[unsafe],
            why="The offer is shown until you or the employer take it off the list." if unsafe else "",
        )

"""What placements ask of a person on `/to-do/`: answers, marks and feedback of an employer's people; what a school must see now."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.organisations.access import Can, organisations_for
from workexperience.answers.queries import waiting_at
from workexperience.applications.moves import first_day
from workexperience.models import Application, ApplicationState, Employer
from workexperience.placements import queries

S = ApplicationState
MOST = 20


def due(user: Any, now: datetime) -> Iterator[Due]:
    """The school's urgent ones first."""
    yield from _urgent(user)
    yield from _of_employers(user, now)


def _urgent(user: Any) -> Iterator[Due]:
    for school in organisations_for(user, Can.LOG_ACTIVITY):
        number = queries.urgent(school).count()
        if number:
            yield Due(
                what="Ring now: a workplace needs you" if number == 1 else f"Ring now: {number} workplaces need you",
                organisation=school.label,
                url=reverse("workexperience:placement-days", args=[school.urn]),
                button="See who",
                by=timezone.localdate(),
                why="A pupil or learner is not there, is hurt or unwell, or something is wrong.",
            )


def _of_employers(user: Any, now: datetime) -> Iterator[Due]:
    places = organisations_for(user, Can.MANAGE_OFFERS)
    today = timezone.localdate(now)
    for one in waiting_at(places, S.EMPLOYER, on=today)[:MOST]:
        by = min(first_day(one) - timedelta(days=1), timezone.localdate(one.state_since) + timedelta(days=7))
        yield _due("Answer somebody who asks to come", "Answer", one, by, "A place is kept for them until you answer.")
    mine = Employer.objects.filter(organisation__in=places)
    for day in queries.unmarked(mine, before=today)[:MOST]:
        why = "Without it the day does not count for them."
        yield _due(f"Say who was there on {day.day:%A}", "Say", day.application, day.day + timedelta(days=1), why)
    for one in waiting_at(places, S.FEEDBACK, on=today)[:MOST]:
        why = "The young person and their school read it."
        yield _due("Write a few words of feedback", "Write", one, queries.feedback_ends(one), why)


def _due(what: str, button: str, one: Application, by: Any, why: str) -> Due:
    employer = one.offer.employer
    url = reverse("workexperience:answer", args=[employer.pk, one.pk])
    return Due(what, employer.organisation.label, url, button, by=by, why=why)

"""What placements ask of a person on `/to-do/`: answers, marks and feedback of an employer's people; what a school must see now."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Organisation
from workexperience.answers.queries import waiting_at
from workexperience.applications.moves import first_day
from workexperience.checks.queries import checked
from workexperience.models import Application, ApplicationState, Day
from workexperience.placements import queries

S = ApplicationState
MOST = 20
WEEK = timedelta(days=7)


def due(user: Any, now: datetime) -> Iterator[Due]:
    """The school's urgent ones first."""
    yield from _urgent(user)
    yield from _unsaid(user, now)
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


def _unsaid(user: Any, now: datetime) -> Iterator[Due]:
    """One line for each school: when the first placement with a day that nobody has marked ends without it."""
    for school in organisations_for(user, Can.LOG_ACTIVITY):
        days = queries.unsaid(school, on=timezone.localdate(now))
        first, number = days.first(), days.count()
        if first:
            yield Due(
                what="Say who was at a workplace: " + ("1 day" if number == 1 else f"{number} days"),
                organisation=school.label,
                url=reverse("workexperience:placement-days", args=[school.urn]) + "#unsaid",
                button="See which",
                by=queries.feedback_ends(first.application),
                why="The workplace has not said. Days that nobody marks do not count.",
            )


def _of_employers(user: Any, now: datetime) -> Iterator[Due]:
    places = organisations_for(user, Can.MANAGE_OFFERS)
    today = timezone.localdate(now)
    asked = list(waiting_at(places, S.EMPLOYER, on=today)[:MOST])
    for place in sorted({one.offer.employer.organisation for one in asked}, key=lambda place: (place.name, place.pk)):
        yield _asked(place, [one for one in asked if one.offer.employer_id == place.pk])
    mine = checked(today).filter(organisation__in=places)
    for day in queries.unmarked(mine, before=today)[:MOST]:
        why = "Without it the day does not count for them."
        yield _due(f"Say who was there on {day.day:%A}", "Say", day.application, day.day + timedelta(days=1), why)
    for one in _unsupervised(places, today)[:MOST]:
        url = reverse("workexperience:answer-supervisors", args=[one.offer.employer_id, one.pk])
        what, why = "Say who looks after a young person", "Without it the placement is not confirmed."
        yield Due(what, one.offer.employer.organisation.label, url, "Say who", by=first_day(one), why=why)
    for one in waiting_at(places, S.FEEDBACK, on=today)[:MOST]:
        why = "The young person and their school read it."
        yield _due("Write a few words of feedback", "Write", one, queries.feedback_ends(one), why)


def _unsupervised(places: Any, today: date) -> Any:
    """Placements to which an employer said yes, with a day on which nobody, or nobody with a number, looks after them."""
    nobody = Day.objects.filter(Q(supervisor_name="") | Q(supervisor_phone=""), application=OuterRef("pk"))
    return waiting_at(places, S.ACCEPTED, on=today).filter(Exists(nobody))


def _asked(place: Organisation, waiting: list[Application]) -> Due:
    """One line for each employer: by when the first is to be answered."""
    first = min(min(first_day(one), timezone.localdate(one.state_since) + WEEK) for one in waiting)
    who = "somebody who asks" if len(waiting) == 1 else f"{len(waiting)} young people who ask"
    url = reverse("workexperience:answers", args=[place.pk])
    why = "A place is kept for them until you answer."
    return Due(f"Answer {who} to come", place.label, url, "Answer", by=first, why=why)


def _due(what: str, button: str, one: Application, by: Any, why: str) -> Due:
    employer = one.offer.employer
    url = reverse("workexperience:answer", args=[employer.pk, one.pk])
    return Due(what, employer.organisation.label, url, button, by=by, why=why)

"""What applications ask of a person on `/to-do/`: of a school's people to answer, of a learner to say yes or no."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.todo import Due
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.queries import own_learner
from workexperience.applications import board, queries
from workexperience.consents import queries as consents
from workexperience.models import ApplicationState

S = ApplicationState
MOST = 50


def due(user: Any, now: datetime) -> Iterator[Due]:
    """A school's, then a learner's own."""
    for place in organisations_for(user, Can.LOG_ACTIVITY):
        yield from _at_school(place, now)
    yield from _of_learner(user, now)


def _at_school(place: Organisation, now: datetime) -> Iterator[Due]:
    found = board.at(place, today=timezone.localdate(now))
    waiting = found.filter(state=S.SCHOOL).aggregate(number=Count("pk"), oldest=Min("state_since"))
    here, number = reverse("workexperience:board", args=[place.urn]), waiting["number"]
    if number:
        what = "Answer somebody who asks for work experience"
        yield Due(
            what=what if number == 1 else f"Answer {number} who ask for work experience",
            organisation=place.label,
            url=f"{here}?state={S.SCHOOL.value}",
            button="Answer",
            why=f"The first has waited since {day_in_words(waiting['oldest'])}.",
        )
    yield from _unasked(place, found, now)
    asked = list(consents.open_ones().filter(application__in=found.filter(state__in=consents.ASKED_IN)))
    if troubles := len(consents.trouble(asked, now=now)):
        what = "Reach a parent or carer" if troubles == 1 else f"Reach {troubles} parents or carers"
        why = "Our letter did not arrive, or its link no longer works."
        state = next((one.application.state for one in asked if one.application.state == S.PARENT), S.ACCEPTED)
        yield Due(what, place.label, f"{here}?state={S(state).value}", "See who", why=why)


def _unasked(place: Organisation, found: QuerySet[Any], now: datetime) -> Iterator[Due]:
    """Where no link is out: first the papers that are awaited, then those who said yes to other days."""
    lines = {
        S.PARENT: "Record what a parent or carer says on paper",
        S.ACCEPTED: "Ask a parent or carer about other days",
    }
    for state, what in lines.items():
        waiting = found.filter(state=state).select_related("learner", "institution", "session")
        rows = consents.unasked(
            list(waiting.order_by("session__first_day", "pk")[:MOST]), today=timezone.localdate(now)
        )
        if rows:
            many, url = (
                f": {len(rows)} wait" if len(rows) > 1 else "",
                reverse("workexperience:board", args=[place.urn]),
            )
            why = "No link is out, and without a yes nobody goes."
            by = rows[0].session.first_day
            yield Due(f"{what}{many}", place.label, f"{url}?state={state.value}", "See who", by=by, why=why)


def _of_learner(user: Any, now: datetime) -> Iterator[Due]:
    learner = own_learner(user)
    offered = (
        queries.live_of(learner).filter(state__in=(S.OFFERED, S.OTHER_DAYS), expires_at__gt=now) if learner else []
    )
    for one in offered:
        yield Due(
            what="Say yes or no to a place" if one.state == S.OFFERED else "Say yes or no to other days",
            organisation="Your record",
            url=reverse("workexperience:my-application", args=[one.pk]),
            button="Look and answer",
            by=timezone.localdate(one.expires_at),
            why="After that it goes to the next person."
            if one.state == S.OFFERED
            else "They are kept for you until then.",
        )

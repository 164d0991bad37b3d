"""The school's board: everybody's applications by state, agreeing to many at once, and chasing whoever has them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.years import year_group_in_words
from frontdoor.organisations.access import Can, place_for
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind
from workexperience.applications import board
from workexperience.placements.queries import urgent

PAGE = 50


@require_safe
@login_required
def everybody(request: HttpRequest, urn: int) -> HttpResponse:
    """How many applications are in each state, and those of one state or year group."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    now, found = timezone.now(), board.at(institution, today=timezone.localdate())
    state, year = request.GET.get("state", ""), request.GET.get("year", "")
    page = Paginator(board.narrowed(found, state=state, year=year), PAGE).get_page(request.GET.get("page"))
    rows = board.rows(page, now=now)
    context: dict[str, Any] = {
        "institution": institution,
        "counts": board.counted(found),
        "state": state,
        "year": year,
        "years": [(one, year_group_in_words(one)) for one in board.years(found) if one is not None],
        "page": page,
        "rows": rows,
        "urgent": urgent(institution).count(),
        "may_act": Can.LOG_ACTIVITY in can,
    }
    ids = [one.application.learner_id for one in rows]
    told: dict[str, Any] = {"page": "Work experience", "kind": LookKind.LIST, "now": now}
    looked(by=request.user, institution=institution, learners=ids, **told)
    return render(request, "workexperience/applications/school/board.html", context)

"""Who still needs what: a year group's grid, each pupil with each entitlement, and lists to hand to another room."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from benchmarks.entitlements import queries
from benchmarks.entitlements.forms import GroupForm
from benchmarks.entitlements.shape import WORDS, State, for_year, with_id
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Enrolment, LookKind
from frontdoor.record.queries import roll
from frontdoor.record.shown import Place, takes


@require_safe
@login_required
def gaps(request: HttpRequest, urn: int) -> HttpResponse:
    """Every year group and what it should have: how many have it, have it in hand, have it not yet."""
    institution, _can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    today = timezone.localdate()
    everyone = list(roll(institution, today=today))
    found = queries.standings(institution, everyone, today=today, whole_roll=True)
    context = {
        "institution": institution,
        "cells": queries.grid(everyone, found),
        "number": len(everyone),
        "without": sum(not standings for standings in found.values()),
        "State": State,
        "words": WORDS,
    }
    return render(request, "benchmarks/entitlements/gaps.html", context)


@require_safe
@login_required
def group(request: HttpRequest, urn: int) -> HttpResponse:
    """The class list: each pupil of a year or tutor group, and where they stand with each entitlement."""
    institution, _can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    today = timezone.localdate()
    everyone = roll(institution, today=today)
    form = GroupForm(request.GET, roll=everyone)
    chosen = list(form.narrow(everyone))
    found = queries.standings(institution, chosen, today=today)
    columns = for_year(form.year_group)
    context = {
        "institution": institution,
        "form": form,
        "columns": columns,
        "due": {one.id: _due(found, one.id) for one in columns},
        "rows": [(one, found[one.learner_id]) for one in chosen],
        "words": WORDS,
    }
    _seen(request, institution, chosen, "Class list: what pupils still need")
    return render(request, "benchmarks/entitlements/group.html", context)


@require_safe
@login_required
def needing(request: HttpRequest, urn: int, entitlement: str, year_group: int) -> HttpResponse:
    """The pupils of a year group who stand so with one entitlement, to be handed to the page that can help."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    today = timezone.localdate()
    wanted = with_id(entitlement)
    if wanted is None or year_group not in wanted.years:
        raise Http404
    state = _state(request.GET.get("state", ""))
    everyone = list(roll(institution, today=today).filter(year_group=year_group))
    found = queries.standings(institution, everyone, today=today)
    rows = [(one, _of(found[one.learner_id], wanted.id)) for one in everyone]
    shown = [row for row in rows if row[1].state == state]
    _seen(request, institution, [one for one, _standing in shown], "Who still needs what")
    context = {
        "institution": institution,
        "entitlement": wanted,
        "year_group": year_group,
        "state": state,
        "words": WORDS,
        "counts": {each: sum(standing.state == each for _one, standing in rows) for each in State},
        "rows": shown,
        "due_on": rows[0][1].due_on if rows else None,
        "takes": takes(Place(institution, can)),
    }
    return render(request, "benchmarks/entitlements/needing.html", context)


def _seen(request: HttpRequest, institution: Organisation, rows: list[Enrolment], page: str) -> None:
    ids = [one.learner_id for one in rows]
    looked(by=request.user, institution=institution, learners=ids, page=page, kind=LookKind.LIST, now=timezone.now())


def _state(given: str) -> State:
    return State(given) if given in set(State) else State.NOT_YET


def _of(standings: list[queries.Standing], key: str) -> queries.Standing:
    return next(one for one in standings if one.entitlement.id == key)


def _due(found: dict[int, list[queries.Standing]], key: str) -> date | Any:
    return next((_of(standings, key).due_on for standings in found.values()), None)

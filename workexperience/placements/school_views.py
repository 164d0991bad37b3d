"""For a school: what needs somebody now, where its learners are today, and one of their days."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind
from workexperience.models import URGENT, Mark
from workexperience.placements import actions, queries
from workexperience.placements.day_forms import MarkForm

PAGE, MOST = 20, 50


@require_safe
@login_required
def placement_days(request: HttpRequest, urn: int) -> HttpResponse:
    """What nobody has answered yet first, then what nobody has said, then who is where today, then who goes next."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    today = timezone.localdate()
    urgent, now = list(queries.urgent(institution)), list(queries.on_day(institution, today))
    page = Paginator(queries.coming(institution, on=today), PAGE).get_page(request.GET.get("page"))
    unsaid = queries.unsaid(institution, on=today)
    late = list(unsaid[:MOST])
    learners = [*_named(*urgent, *late, *now)] + [one.learner_id for one in page]
    _looked(request, institution, learners, "Work experience days", LookKind.LIST)
    context = {
        "institution": institution,
        "can": can,
        "urgent": urgent,
        "late": late,
        "more_late": max(unsaid.count() - MOST, 0),
        "now": now,
        "page": page,
        "today": today,
        "first_day": queries.moves.first_day,
        "last_day": queries.moves.last_day,
    }
    return render(request, "workexperience/placements/school.html", context)


@require_safe
@login_required
def placement_day(request: HttpRequest, urn: int, day_id: int) -> HttpResponse:
    """One day of one learner: whom to ring, what was said, and saying that somebody has spoken to them."""
    institution, can = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    day = get_object_or_404(queries.at(institution), pk=day_id)
    _looked(request, institution, _named(day), "A day of work experience", LookKind.PAGE)
    context = {
        "institution": institution,
        "day": day,
        "application": day.application,
        "is_urgent": day.mark in URGENT and not day.answered_at,
        "may_act": Can.LOG_ACTIVITY in can,
        "may_mark": Can.LOG_ACTIVITY in can and not queries.school_cannot_mark(day, on=timezone.localdate()),
        "marks": Mark,
    }
    return render(request, "workexperience/placements/school_day.html", context)


@require_POST
@login_required
def placement_day_spoken(request: HttpRequest, urn: int, day_id: int) -> HttpResponse:
    """Somebody has spoken to the workplace or the learner."""
    institution, _ = place_for(request.user, Can.LOG_ACTIVITY, urn=urn)
    found = get_object_or_404(queries.at(institution), pk=day_id)
    actions.answer(day_id=found.pk, by=person(request), now=timezone.now())
    messages.success(request, "Noted. It is off the top of your list.")
    return redirect("workexperience:placement-days", urn)


@require_POST
@login_required
def placement_day_mark(request: HttpRequest, urn: int, day_id: int) -> HttpResponse:
    """The school says who was there, or puts it right."""
    institution, _ = place_for(request.user, Can.LOG_ACTIVITY, urn=urn)
    found = get_object_or_404(queries.at(institution), pk=day_id)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Press one of the four buttons.")
        return redirect("workexperience:placement-day", urn, found.pk)
    try:
        actions.mark_at_school(day_id=found.pk, mark=form.cleaned_data["mark"], by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Saved.")
    if found.is_here:
        return redirect("workexperience:placement-day", urn, found.pk)
    return redirect("workexperience:placement-days", urn)


def _named(*days: Any) -> list[int]:
    """The learners whom a page of these days names: those on the roll."""
    return [day.application.learner_id for day in days if day.is_here]


def _looked(request: HttpRequest, institution: Organisation, learners: list[int], page: str, kind: LookKind) -> None:
    looked(by=person(request), learners=learners, page=page, now=timezone.now(), institution=institution, kind=kind)

"""An institution's activities: the list, one of them, and what may be done to it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, held_at, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.activities import actions, drafting, queries, words
from frontdoor.record.activities.facts import facts_of
from frontdoor.record.activities.forms import FactsForm, ListForm, answers
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Activity, ActivityKind, Attendance, LookKind

PAGE = 50


@require_safe
@login_required
def activities(request: HttpRequest, urn: int) -> HttpResponse:
    """The activities of one academic year, newest first."""
    institution, held = place_for(request.user, Can.SEE_LEARNERS, urn=urn)
    form = ListForm(request.GET, years=queries.years_of(institution, today=timezone.localdate()))
    found = queries.activities_of(institution, **form.narrowed())
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "form": form,
        "page": page,
        "counts": queries.counted(list(page)),
        "can_log": Can.LOG_ACTIVITY in held,
    }
    return render(request, "record/activities/list.html", context)


@require_safe
@login_required
def activity(request: HttpRequest, urn: int, activity_id: int) -> HttpResponse:
    """One activity: its facts, and who was there by name, as far as they are still on the roll."""
    institution, found = _get(request, Can.SEE_LEARNERS, urn, activity_id)
    marks = queries.attendance_of(found)
    names = queries.names(institution, today=timezone.localdate(), learners=Q(learner__in=marks))
    context: dict[str, Any] = {
        "institution": institution,
        "activity": found,
        "rows": words.rows(facts_of(found)),
        "marks": [(mark, [name for name in names if marks[name.pk] == mark]) for mark in Attendance],
        "gone": len(marks) - len(names),
        "number": len(marks),
        "can_log": Can.LOG_ACTIVITY in held_at(request.user, institution),
        "can_change": actions.can_change(found),
    }
    seen(request, institution, names, "An activity: who was there")
    return render(request, "record/activities/activity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request: HttpRequest, urn: int, activity_id: int) -> HttpResponse:
    """Put other facts in place of these."""
    institution, found = _get(request, Can.LOG_ACTIVITY, urn, activity_id)
    facts = facts_of(found)
    form = FactsForm(
        request.POST or None, kind=ActivityKind(found.kind), today=timezone.localdate(), initial=answers(facts)
    )
    if request.method == "POST" and form.is_valid():
        new = form.facts(invited_years=facts.invited_years, adviser_note=facts.adviser_note)
        try:
            actions.change_activity(activity=found, facts=new, by=request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The activity is changed.")
            return redirect("record:activity", urn=urn, activity_id=activity_id)
    context = {"institution": institution, "activity": found, "form": form, "can_change": actions.can_change(found)}
    return render(request, "record/activities/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def attendance(request: HttpRequest, urn: int, activity_id: int) -> HttpResponse:
    """Who was there: those who were asked, ticked or not, and further groups to add."""
    institution, found = _get(request, Can.LOG_ACTIVITY, urn, activity_id)
    today, problem = timezone.localdate(), ""
    marks = queries.attendance_of(found)
    draft = drafting.read(request)
    if request.method == "POST" and request.POST.get("step") == "save":
        problem = _mark(request, found, draft)
        if not problem:
            messages.success(request, "Who was there is saved.")
            return redirect("record:activity", urn=urn, activity_id=activity_id)
    more = drafting.in_groups(draft.groups) if draft.groups else Q(learner__in=draft.listed)
    names = queries.names(institution, today=today, learners=Q(learner__in=marks) | more)
    draft = draft.of_marks(names, marks)
    context = {
        "institution": institution,
        "activity": found,
        "draft": draft,
        "names": names,
        "groups": queries.groups_of(institution, today=today),
        "problem": problem,
        "can_change": actions.can_change(found),
    }
    seen(request, institution, names, "An activity: marking who was there")
    part = "_names.html" if request.htmx else "attendance.html"  # type: ignore[attr-defined]
    return render(request, f"record/activities/{part}", context)


def _mark(request: HttpRequest, found: Activity, draft: drafting.Draft) -> str:
    """Write the marks; a sentence when they are refused. An empty box of somebody who was not asked stays nothing."""
    known = queries.attendance_of(found)
    marks = (
        (draft.attended, Attendance.ATTENDED),
        ([one for one in sorted(draft.unticked) if one in known], Attendance.ABSENT),
    )
    try:
        actions.mark_all(activity=found, marks=marks, by=request.user, now=timezone.now())
    except Refused as refusal:
        return str(refusal)
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: HttpRequest, urn: int, activity_id: int) -> HttpResponse:
    """Ask, then take it away."""
    institution, found = _get(request, Can.LOG_ACTIVITY, urn, activity_id)
    if request.method == "POST":
        try:
            actions.delete_activity(activity=found, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("record:activity", urn=urn, activity_id=activity_id)
        messages.success(request, "The activity is deleted.")
        return redirect("record:activities", urn=urn)
    counts = queries.counted([found])[found.pk]
    context = {"institution": institution, "activity": found, "counts": counts}
    return render(request, "record/activities/delete.html", context)


def _get(request: HttpRequest, can: Can, urn: int, activity_id: int) -> tuple[Organisation, Activity]:
    """The institution and its activity, with permission; 404 for another's."""
    institution, _can = place_for(request.user, can, urn=urn)
    mine = Activity.objects.filter(institution=institution).select_related("host", "created_by")
    return institution, get_object_or_404(mine, pk=activity_id)


def seen(request: HttpRequest, institution: Organisation, names: list[queries.Name], page: str) -> None:
    """Keep who was shown these names, for the learners whose they are."""
    ids = [name.pk for name in names]
    looked(by=request.user, institution=institution, learners=ids, page=page, kind=LookKind.LIST, now=timezone.now())

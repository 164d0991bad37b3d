"""Record an activity: what happened, who was there, saved. Each screen is the same address; answers travel in the form."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.activities import actions, drafting, queries, words
from frontdoor.record.activities.drafting import EVERYONE, Draft
from frontdoor.record.activities.facts import Facts, another_day, facts_of, is_one_to_one
from frontdoor.record.activities.forms import DayForm, FactsForm, KindForm, hidden_answers
from frontdoor.record.activities.views import seen
from frontdoor.record.models import Activity, Participation

RECORDING = "Recording an activity"  # as a learner reads it who was in the list
SMALL = 40  # a roll of so few is shown at once, without asking for a group


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def log(request: HttpRequest, urn: int) -> HttpResponse:
    """The screens before it is saved. Another page may post `learner` ids here: “record for these”."""
    institution = get_for(request.user, Can.LOG_ACTIVITY, Organisation.objects.all(), urn=urn)
    draft, step = drafting.read(request), request.POST.get("step", "")
    if draft.kind is None or step not in ("what", "who", "save"):
        return _what(request, institution, draft)
    form = FactsForm(draft.data, kind=draft.kind, today=timezone.localdate())
    if not form.is_valid():
        return _what(request, institution, draft, form)
    if step == "save":
        return _save(request, institution, draft, form)
    return _who(request, institution, draft, form)


def _what(request: HttpRequest, institution: Organisation, draft: Draft, form: FactsForm | None = None) -> HttpResponse:
    """What happened: the kind, and below it what that kind asks. htmx asks for the questions alone."""
    if form is None and draft.kind:
        today = timezone.localdate()
        form = FactsForm(kind=draft.kind, today=today)
        form.initial = drafting.typed(form, draft.data)
    kinds = KindForm(initial={"choose": draft.kind})
    context = {"institution": institution, "draft": draft, "form": form, "kinds": kinds}
    part = "_questions.html" if request.htmx else "log_what.html"  # type: ignore[attr-defined]
    return render(request, f"record/activities/{part}", context)


def _who(
    request: HttpRequest, institution: Organisation, draft: Draft, form: FactsForm, problem: str = ""
) -> HttpResponse:
    """Who was there: the groups, and below them their names. htmx asks for the names alone."""
    today = timezone.localdate()
    groups = queries.groups_of(institution, today=today)
    names = _names(institution, draft, today, is_small=sum(group.number for group in groups) <= SMALL)
    draft = draft.with_names(names)
    context = {
        "institution": institution,
        "draft": draft,
        "facts": form.facts(),
        "rows": words.rows(form.facts()),
        "kept": draft.kept(form),
        "groups": groups,
        "names": names,
        "problem": problem,
        "is_one_to_one": is_one_to_one(form.facts()),
    }
    seen(request, institution, names, RECORDING)
    part = "_names.html" if request.htmx else "log_who.html"  # type: ignore[attr-defined]
    return render(request, f"record/activities/{part}", context)


def _names(institution: Organisation, draft: Draft, today: date, *, is_small: bool) -> list[queries.Name]:
    """The names of the groups that were chosen; without a group those who were listed; a small roll whole."""
    if draft.groups:
        return queries.names(institution, today=today, learners=drafting.in_groups(draft.groups))
    if draft.listed:
        return queries.names(institution, today=today, learners=Q(learner__in=draft.listed))
    return queries.names(institution, today=today) if is_small else []


def _save(request: HttpRequest, institution: Organisation, draft: Draft, form: FactsForm) -> HttpResponse:
    """Save, and show what was saved; or say on the same screen why not."""
    made = _keep(request, institution, draft, form.facts())
    if isinstance(made, str):
        return _who(request, institution, draft, form, made)
    return redirect("record:activity-saved", urn=institution.urn, activity_id=made[0].pk)


@require_safe
@login_required
def saved(request: HttpRequest, urn: int, activity_id: int) -> HttpResponse:
    """What was recorded, and what to do next."""
    institution = get_for(request.user, Can.LOG_ACTIVITY, Organisation.objects.all(), urn=urn)
    activity = get_for(request.user, Can.LOG_ACTIVITY, institution.activities.all(), via="institution", pk=activity_id)
    batch = list(queries.batch_of(activity))
    counts = queries.counted(batch).values()
    context: dict[str, Any] = {
        "institution": institution,
        "activity": activity,
        "rows": words.rows(facts_of(activity)),
        "meetings": len(batch),
        "there": sum(there for there, _ in counts),
        "absent": sum(absent for _, absent in counts),
    }
    return render(request, "record/activities/saved.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def same_again(request: HttpRequest, urn: int, activity_id: int) -> HttpResponse:
    """The same as last time: only the day is asked; the same learners are ticked, as far as they are still here."""
    institution = get_for(request.user, Can.LOG_ACTIVITY, Organisation.objects.all(), urn=urn)
    before = get_for(request.user, Can.LOG_ACTIVITY, institution.activities.all(), via="institution", pk=activity_id)
    draft, form = drafting.read(request), DayForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        facts = another_day(facts_of(before), form.cleaned_data["day"])
        made = _keep(request, institution, draft, facts)
        if not isinstance(made, str):
            return redirect("record:activity-saved", urn=urn, activity_id=made[0].pk)
        problem = made
    if request.method != "POST":
        ids = Participation.objects.filter(activity__in=queries.batch_of(before)).values_list("learner_id", flat=True)
        draft = replace(draft, listed=frozenset(ids))
    names = queries.names(institution, today=timezone.localdate(), learners=Q(learner__in=draft.listed))
    context = {
        "institution": institution,
        "activity": before,
        "rows": words.rows(facts_of(before))[:1] + words.rows(facts_of(before))[2:],
        "form": form,
        "draft": draft.with_names(names),
        "names": names,
        "problem": problem,
        "kept": hidden_answers(facts_of(before)),
        "is_one_to_one": is_one_to_one(facts_of(before)),
    }
    seen(request, institution, names, RECORDING)
    return render(request, "record/activities/same.html", context)


def _keep(request: HttpRequest, institution: Organisation, draft: Draft, facts: Facts) -> list[Activity] | str:
    """The activities that this made, or why it made none."""
    now = timezone.now()
    names = queries.names(institution, today=timezone.localdate(now), learners=Q(learner__in=draft.listed))
    invited = {name.year_group for name in names if name.year_group is not None and draft.scope == EVERYONE}
    try:
        return actions.log_each(
            institution=institution,
            by=request.user,
            now=now,
            facts=replace(facts, invited_years=tuple(invited)),
            attended=draft.attended,
            absent=draft.absent,
            source=f"Recorded here on {day_in_words(now)}",
            source_key=draft.source_key(institution, request.user),
        )
    except Refused as refusal:
        return str(refusal)

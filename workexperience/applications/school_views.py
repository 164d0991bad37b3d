"""For staff: one application of a learner on their roll, and what they decide about it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.plan.queries import what_helps
from workexperience.applications import actions, board, deciding, queries, rules, words
from workexperience.applications.forms import ApproveForm, RefuseForm, WithdrawForm
from workexperience.consents import queries as consents
from workexperience.models import Application, ApplicationState

S = ApplicationState
GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def application(request: HttpRequest, urn: int, application_id: int) -> HttpResponse:
    """What was asked and answered, where it stands, and who has said what."""
    institution, one, can = reach(request, urn, application_id, Can.SEE_LEARNERS)
    now, today = timezone.now(), timezone.localdate()
    asked = consents.asked_now(one)
    context = about(institution, one) | {
        "may_act": Can.LOG_ACTIVITY in can,
        "who": words.holder(one),
        "why_not": deciding.why_not(one, now=now) if one.state == S.SCHOOL else "",
        "can_withdraw": rules.allowed(one.state, S.WITHDRAWN) and one.state != S.SCHOOL,
        "helps": what_helps(one.learner) if one.shares_what_helps else "",
        "asked": asked,
        "asks_parent": one.state in consents.ASKED_IN and not consents.agreed(one, today=today),
        "needs_parent": consents.needed(one.learner, today=today),
        "trouble": board.trouble([one], now=now).get(one.pk, ""),
        "answers": one.consents.exclude(answered_at=None).select_related("created_by").order_by("-pk"),
        "carers": list(consents.carers_of(one)) if one.learner.date_of_birth else [],
        "reads": Can.MANAGE_LEARNERS in can,
        "today": today,
        "written": one.days.exclude(log=""),
        "steps": one.steps.select_related("by").order_by("-pk"),
    }
    return render(request, "workexperience/applications/school/application.html", context)


def reach(
    request: HttpRequest, urn: int, application_id: int, can: Can
) -> tuple[Organisation, Application, frozenset[Can]]:
    """An application of a learner on this roll, for its staff; that they looked is kept. 404 for everybody else."""
    institution, held = place_for(request.user, can, urn=urn)
    found = board.at(institution, today=timezone.localdate()).select_related("learner", *queries.AROUND)
    one = get_object_or_404(found, pk=application_id)
    page, now = "Application for work experience", timezone.now()
    looked(by=request.user, institution=institution, learners=[one.learner_id], page=page, now=now)
    return institution, one, held


def about(institution: Organisation, one: Application) -> dict[str, Any]:
    """What every page of one application shows."""
    days = [(part, words.when(part)) for part in words.parts(one)]
    return {"institution": institution, "application": one, "days": days, "total": words.days_and_hours(one)}


@require_http_methods(GET_POST)
@login_required
def approve(request: HttpRequest, urn: int, application_id: int) -> HttpResponse:
    """Agree to it: who can be reached at the school, and which parent or carer is asked."""
    institution, one, _ = reach(request, urn, application_id, Can.LOG_ACTIVITY)
    if refusal := deciding.why_not(one, now=timezone.now()):
        messages.error(request, refusal)
        return _back(urn, one)
    initial = board.contact_given_last(institution)
    form = ApproveForm(request.POST or None, initial=initial, application=one, today=timezone.localdate())
    if form.is_valid():
        contact = {name: form.cleaned_data[name] for name in ("contact_name", "contact_phone")}
        if _did(request, form, "You have agreed.", deciding.approve, one, **contact, **form.whom()):
            return _back(urn, one)
    carers = consents.needed(one.learner, today=timezone.localdate())
    context = about(institution, one) | {"form": form, "needs_parent": carers}
    return render(request, "workexperience/applications/school/approve.html", context)


@require_http_methods(GET_POST)
@login_required
def refuse(request: HttpRequest, urn: int, application_id: int) -> HttpResponse:
    """Do not agree, and say why."""
    institution, one, _ = reach(request, urn, application_id, Can.LOG_ACTIVITY)
    if one.state != S.SCHOOL:
        return _back(urn, one)
    form = RefuseForm(request.POST or None)
    said = "You have not agreed to it. The learner gets an email."
    if form.is_valid() and _did(request, form, said, deciding.refuse, one, words=form.cleaned_data["words"]):
        return _back(urn, one)
    context = about(institution, one) | {"form": form, "heading": "Do not agree", "button": "Send this answer"}
    return render(request, "workexperience/applications/school/end.html", context)


@require_http_methods(GET_POST)
@login_required
def withdraw(request: HttpRequest, urn: int, application_id: int) -> HttpResponse:
    """Withdraw it on behalf of the learner."""
    institution, one, _ = reach(request, urn, application_id, Can.LOG_ACTIVITY)
    if not rules.allowed(one.state, S.WITHDRAWN):
        return _back(urn, one)
    form = WithdrawForm(request.POST if request.method == "POST" else None, read_by="the learner and your colleagues")
    said = "Withdrawn. The place goes to the next in the line."
    if form.is_valid() and _did(request, form, said, actions.withdraw, one, words=form.cleaned_data["words"]):
        return _back(urn, one)
    context = about(institution, one) | {"form": form, "heading": "Withdraw this", "button": "Withdraw"}
    return render(request, "workexperience/applications/school/end.html", context)


def _did(request: HttpRequest, form: Form, said: str, action: Any, one: Application, **facts: Any) -> bool:
    try:
        action(application_id=one.pk, **facts, by=person(request), now=timezone.now())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


def _back(urn: int, one: Application) -> HttpResponse:
    return redirect("workexperience:school-application", urn=urn, application_id=one.pk)

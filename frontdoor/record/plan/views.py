"""The learner's own plan, and what helps them. 404 for whoever has no record."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from frontdoor.record.models import Goal, Learner, PlanAction
from frontdoor.record.plan import actions, queries
from frontdoor.record.plan.forms import ActionForm, GoalForm, WhatHelpsForm
from frontdoor.record.plan.words import agreed, when

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """Every goal with its actions, what is due first first."""
    learner = get_own(request.user)
    context = {
        "plan": queries.plan_of(learner),
        "readers": queries.who_reads(learner, today=timezone.localdate()),
        "full": queries.why_no_goal(learner),
        "today": timezone.localdate(),
        "when": when,
        "agreed": agreed,
    }
    return render(request, "record/plan/plan.html", context)


@require_http_methods(GET_POST)
@login_required
def add_goal(request: HttpRequest) -> HttpResponse:
    """One form; its refusals stand in it."""
    learner = get_own(request.user)
    form = GoalForm(_data(request), readers=queries.who_reads(learner, today=timezone.localdate()))
    given: dict[str, Any] = {"learner": learner, "by": person(request), "now": timezone.now()}
    if _did(request, form, lambda clean: actions.add_goal(title=clean["title"], **given)):
        messages.success(request, "Your goal is in your plan. What could you do for it first?")
        return redirect("record:plan")
    return render(request, "record/plan/form.html", {"form": form, "heading": "Add a goal", "button": "Add the goal"})


@require_http_methods(GET_POST)
@login_required
def goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Other words for a goal."""
    learner, found = _goal(request, goal_id)
    form = GoalForm(_data(request), readers=queries.who_reads(learner, today=timezone.localdate()), goal=found)
    given: dict[str, Any] = {"goal": found, "by": person(request)}
    if _did(request, form, lambda clean: actions.change_goal(title=clean["title"], seen=clean["seen"], **given)):
        messages.success(request, "Saved.")
        return redirect("record:plan")
    context = {"form": form, "heading": "Change a goal", "button": "Save", "goal": found}
    return render(request, "record/plan/form.html", context)


@require_POST
@login_required
def reached(request: HttpRequest, goal_id: int) -> HttpResponse:
    """The goal is reached, or that is taken back."""
    _, found = _goal(request, goal_id)
    yes = request.POST.get("reached") == "yes"
    said = "Reached. Well done." if yes else "Taken back: the goal is among those that you are working on."
    return _act(request, said, actions.set_reached, goal=found, reached=yes, now=timezone.now())


@require_http_methods(GET_POST)
@login_required
def delete_goal(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Says what will go; its one button deletes."""
    _, found = _goal(request, goal_id)
    if request.method != "POST":
        return render(request, "record/plan/delete.html", {"goal": found, "number": found.actions.count()})
    return _act(request, "The goal is deleted.", actions.delete_goal, goal=found)


@require_http_methods(GET_POST)
@login_required
def add_action(request: HttpRequest, goal_id: int) -> HttpResponse:
    """Something to do for a goal."""
    learner, found = _goal(request, goal_id)
    form = ActionForm(
        _data(request), readers=queries.who_reads(learner, today=timezone.localdate()), today=timezone.localdate()
    )
    given: dict[str, Any] = {"goal": found, "by": person(request), "now": timezone.now()}
    if _did(request, form, lambda clean: actions.add_action(**_facts(clean), **given)):
        messages.success(request, "The action is in your plan.")
        return redirect("record:plan")
    context = {"form": form, "heading": "Add an action", "button": "Add the action", "goal": found}
    return render(request, "record/plan/form.html", context)


@require_http_methods(GET_POST)
@login_required
def action(request: HttpRequest, goal_id: int, action_id: int) -> HttpResponse:
    """Other words, another day, somebody else who does it."""
    learner, found = _action(request, goal_id, action_id)
    today = timezone.localdate()
    form = ActionForm(
        _data(request), readers=queries.who_reads(learner, today=timezone.localdate()), today=today, action=found
    )
    given: dict[str, Any] = {"action": found, "by": person(request), "now": timezone.now()}
    if _did(request, form, lambda clean: actions.change_action(**_facts(clean), seen=clean["seen"], **given)):
        messages.success(request, "Saved.")
        return redirect("record:plan")
    context = {"form": form, "heading": "Change an action", "button": "Save", "goal": found.goal, "action": found}
    return render(request, "record/plan/form.html", context)


@require_POST
@login_required
def done(request: HttpRequest, goal_id: int, action_id: int) -> HttpResponse:
    """Tick an action, or take the tick away."""
    _, found = _action(request, goal_id, action_id)
    yes = request.POST.get("done") == "yes"
    said = "Ticked as done." if yes else "The tick is taken away."
    return _act(request, said, actions.set_done, action=found, done=yes, now=timezone.now())


@require_http_methods(GET_POST)
@login_required
def delete_action(request: HttpRequest, goal_id: int, action_id: int) -> HttpResponse:
    """Asks first."""
    _, found = _action(request, goal_id, action_id)
    if request.method != "POST":
        return render(request, "record/plan/delete.html", {"goal": found.goal, "action": found})
    return _act(request, "The action is deleted.", actions.delete_action, action=found)


@require_http_methods(GET_POST)
@login_required
def what_helps(request: HttpRequest) -> HttpResponse:
    """The learner's own words, which nobody else reads. An empty box deletes them."""
    learner = get_own(request.user)
    words = queries.what_helps(learner)
    form = WhatHelpsForm(_data(request), words=words)
    given: dict[str, Any] = {"learner": learner, "by": person(request), "now": timezone.now()}
    if _did(request, form, lambda clean: actions.say_what_helps(words=clean["words"], seen=clean["seen"], **given)):
        messages.success(request, "Saved." if form.cleaned_data["words"] else "Your words are deleted.")
        return redirect("record:what-helps")
    return render(request, "record/plan/what_helps.html", {"form": form, "words": words})


def _goal(request: HttpRequest, goal_id: int) -> tuple[Learner, Goal]:
    learner = get_own(request.user)
    return learner, get_object_or_404(learner.goals, pk=goal_id)


def _action(request: HttpRequest, goal_id: int, action_id: int) -> tuple[Learner, PlanAction]:
    learner, goal = _goal(request, goal_id)
    return learner, get_object_or_404(goal.actions.select_related("goal"), pk=action_id)


def _facts(clean: dict[str, Any]) -> dict[str, Any]:
    return {name: clean[name] for name in ("text", "owner", "due_on")}


def _data(request: HttpRequest) -> dict[str, Any] | None:
    return request.POST.dict() if request.method == "POST" else None


def _did(request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Whether the form was sent and its action done; a refusal becomes an error of the form, with all that was typed."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        form.data = {**form.data, "seen": form.initial.get("seen", "")}  # who saves again has read what it says now
        return False
    return True


def _act(request: HttpRequest, said: str, do: Callable[..., object], /, **given: Any) -> HttpResponse:
    """Do what a button says, and back to the plan."""
    try:
        do(by=person(request), **given)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("record:plan")

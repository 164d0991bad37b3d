"""After a meeting, in two pages: what became of it; and what was agreed, with the way to the next meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.plan.queries import readers
from frontdoor.record.plan.words import TO_STAFF, when
from guidance.booking import words
from guidance.days.views import of_own_meeting, told
from guidance.models import Meeting, Outcome
from guidance.outcomes import actions, queries
from guidance.outcomes.forms import MOVED, NextForm, OutcomeForm


@READ_OR_SEND
@of_own_meeting
def outcome(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Screen 1: they came, or did not, or it is moved. The same page corrects it."""
    now = timezone.now()
    if now < found.during.lower:
        return render(request, "guidance/outcomes/not_yet.html", _about(found))
    form = OutcomeForm(
        request.POST if request.method == "POST" else None,
        meeting=found,
        summary=queries.summary_of(found),
        can_be_missed=found.during.upper if now < found.during.upper else None,
    )
    if form.is_valid() and (answer := _save(request, found, form)):
        return answer
    return render(request, "guidance/outcomes/outcome.html", _about(found) | {"form": form})


def _save(request: HttpRequest, found: Meeting, form: OutcomeForm) -> HttpResponse | None:
    """Where it leads once it is saved; None when it is refused, which the form says."""
    chosen = form.cleaned_data["outcome"]
    if chosen == MOVED:
        return redirect("guidance:day-meeting-move", found.pk)
    facts: dict[str, Any] = {"said": form.said(), "seen": form.cleaned_data["seen"]}
    facts |= {"by": person(request), "now": timezone.now()}
    try:
        actions.record(meeting_id=found.pk, outcome=Outcome(chosen), **facts)
    except Refused as refusal:
        form.add_error("outcome", str(refusal).rstrip("."))
        return None
    if chosen != Outcome.MISSED:
        messages.success(request, f"Saved. It is in the record of {found.learner.name} now.")
        return redirect("guidance:day-meeting-next", found.pk)
    letter = told(found, "a letter with new times") if found.outcome != Outcome.MISSED else ""
    messages.success(request, f"Saved: they did not come.{letter}")
    return redirect("guidance:day")


@READ_OR_SEND
@of_own_meeting
def after(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Screen 2: what was agreed goes into the learner's plan; then the next meeting, where there is one."""
    if found.outcome not in actions.CAME:
        return redirect("guidance:day-meeting-outcome", found.pk)
    today, agreed = timezone.localdate(), queries.agreed_in(found)
    form = NextForm(
        request.POST if request.method == "POST" else None,
        meeting=found,
        goals=queries.open_goals(found),
        agreed=agreed,
        today=today,
    )
    books = request.POST.get("then") == "book"
    if books and form.is_blank():
        return redirect("guidance:for-learner", found.learner_id)
    if form.is_valid() and _agree(request, found, form):
        return redirect("guidance:for-learner", found.learner_id) if books else redirect("guidance:day")
    context = _about(found) | {"form": form, "agreed": agreed, "today": today, "when_due": when, "owners": TO_STAFF}
    return render(request, "guidance/outcomes/next.html", context | {"readers": readers(found.learner)})


def _agree(request: HttpRequest, found: Meeting, form: NextForm) -> bool:
    """Whether it is in the plan now; when it is refused, the form says why."""
    try:
        actions.agree(
            meeting_id=found.pk,
            goal_id=form.goal_id(),
            title=form.cleaned_data["title"],
            steps=form.steps(),
            by=person(request),
            now=timezone.now(),
        )
    except Refused as refusal:
        form.add_error("goal", str(refusal).rstrip("."))
        return False
    messages.success(request, f"Saved. It is in the plan of {found.learner.name} now.")
    return True


def _about(found: Meeting) -> dict[str, Any]:
    return {
        "meeting": found,
        "when": words.when(found),
        "how": words.how(found),
        "organisation": found.adviser.service.organisation,
    }

"""For whoever looks after a young person at work: the page behind the supervisor's link, and the same for the employer's people.

Opening the link changes nothing: mail scanners open links. Before the first day it names nobody.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground import keys
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookReason
from workexperience.answers.views import of_employer
from workexperience.models import URGENT, Application, ApplicationState, Day, Employer, Mark
from workexperience.placements import actions, links, queries
from workexperience.placements.day_forms import FeedbackForm, MarkForm

S = ApplicationState
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])
SAVED = "Saved. Thank you."
TOLD = "Saved. We have told the school, and it will ring. Ring it yourself if it cannot wait."
KEY_LENGTH = 60
THANKS = "Your feedback is sent. Thank you."


@require_safe
@never_cache
def day(request: HttpRequest) -> HttpResponse:
    """Who comes today, whom to ring, and what to say."""
    one, key = _of_link(request)
    return _page(request, one, key)


@require_POST
@never_cache
def day_mark(request: HttpRequest, day_id: int) -> HttpResponse:
    """Say whether they are there."""
    one, key = _of_link(request)
    if queries.shows_by_link(one, on=timezone.localdate()):
        _mark(request, one, day_id, by=None)
    return redirect(links.path(key))


@READ_OR_SEND
@never_cache
def day_feedback(request: HttpRequest) -> HttpResponse:
    """The words at the end."""
    one, key = _of_link(request)
    today, back = timezone.localdate(), redirect(links.path(key))
    if not queries.shows_by_link(one, on=today) or queries.can_write_feedback(one, on=today):
        return back
    form = FeedbackForm(request.POST if request.method == "POST" else None, application=one, name=_supervisor(one))
    if request.method == "POST" and form.is_valid():
        _feedback(request, one, form, by=None)
        return back
    context = _about(one) | {"form": form, "key": key}
    return _private(render(request, "workexperience/placements/feedback.html", context))


@require_POST
@login_required
@of_employer
def answer_day(request: HttpRequest, employer: Employer, one: Application, day_id: int) -> HttpResponse:
    """The same, by the employer's people on their own page."""
    _mark(request, one, day_id, by=person(request))
    return redirect("workexperience:answer", employer.pk, one.pk)


@READ_OR_SEND
@login_required
@of_employer
def answer_feedback(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """The words at the end, by the employer's people."""
    back = redirect("workexperience:answer", employer.pk, one.pk)
    form = FeedbackForm(
        request.POST if request.method == "POST" else None, application=one, name=person(request).full_name
    )
    if refusal := queries.can_write_feedback(one, on=timezone.localdate()):
        messages.error(request, refusal)
        return back
    if request.method == "POST" and form.is_valid():
        _feedback(request, one, form, by=person(request))
        return redirect("workexperience:answers", employer.pk)
    context = _about(one) | {"form": form, "employer": employer}
    return render(request, "workexperience/placements/feedback.html", context)


@require_POST
@login_required
@of_employer
def answer_link(request: HttpRequest, employer: Employer, one: Application) -> HttpResponse:
    """Send the supervisor's link anew."""
    try:
        links.send(application_id=one.pk, by=person(request), now=timezone.now(), again=True)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "A new link is sent to you and your colleagues. The old one does not work any more.")
    return redirect("workexperience:answer", employer.pk, one.pk)


def _of_link(request: HttpRequest) -> tuple[Application, str]:
    """The placement and its key, which stands in the query or in what a form sends. 404 for any other."""
    key = (request.POST.get("key") or request.GET.get("key") or "")[:KEY_LENGTH]
    one = queries.by_link(keys.hashed(key)) if key else None
    if one is None:
        raise Http404
    return one, key


def _page(request: HttpRequest, one: Application, key: str) -> HttpResponse:
    today, now = timezone.localdate(), timezone.now()
    if not queries.shows_by_link(one, on=today):
        context = _about(one) | {"stand": queries.stand_of_link(one, on=today)}
        return _private(render(request, "workexperience/placements/closed.html", context))
    looked(
        by=None, learners=[one.learner_id], page="Your day at work", now=now,
        institution=one.offer.employer.organisation, reason=LookReason.PLACED,
    )  # fmt: skip
    rows = [(day, queries.can_mark(day, now=now)) for day in one.days.select_related("application")]
    context = _about(one) | {
        "key": key,
        "today": today,
        "now": [row for row in rows if row[0].day == today],
        "late": [row for row in rows if row[0].day < today and not row[0].mark],
        "next": next((row[0] for row in rows if row[0].day > today), None),
        "days": [row[0] for row in rows],
        "marks": Mark,
        "no_feedback": queries.can_write_feedback(one, on=today),
    }
    return _private(render(request, "workexperience/placements/day.html", context))


def _mark(request: HttpRequest, one: Application, day_id: int, *, by: Any) -> None:
    found = get_object_or_404(Day, pk=day_id, application=one)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Press one of the four buttons.")
        return
    try:
        marked = actions.mark(day_id=found.pk, mark=form.cleaned_data["mark"], by=by, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, TOLD if marked.mark in URGENT else SAVED)


def _feedback(request: HttpRequest, one: Application, form: FeedbackForm, *, by: Any) -> None:
    try:
        actions.give_feedback(application_id=one.pk, **form.cleaned_data, by=by, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, THANKS)


def _supervisor(one: Application) -> str:
    last = one.days.last()
    return last.supervisor_name if last else ""


def _about(one: Application) -> dict[str, Any]:
    today = timezone.localdate()
    named = queries.shows_by_link(one, on=today)
    return {
        "application": one,
        "organisation": one.offer.employer.organisation,
        "name": queries.first_name(one.learner) if named else "the young person",
        "first_day": queries.moves.first_day(one),
        "last_day": queries.moves.last_day(one),
    }


def _private(response: HttpResponse) -> HttpResponse:
    """No search engine keeps it; other sites never learn an address of ours (`Referrer-Policy: same-origin`)."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response

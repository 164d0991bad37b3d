"""A learner's own applications: what they asked for, who has it now, and what they can do. 404 for everybody else."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from workexperience.answers.rules import BY_EMPLOYER, to_learner
from workexperience.applications import actions, queries, rules, words
from workexperience.applications.forms import WithdrawForm, readers
from workexperience.consents.queries import needed
from workexperience.models import Application, ApplicationState

S = ApplicationState
WENT = (S.CONFIRMED, S.FEEDBACK, S.REFLECTION, S.COUNTED)
SAID_WHY = (S.REFUSED, S.WITHDRAWN, *BY_EMPLOYER)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All that the learner has asked for."""
    found = queries.all_of(get_own(request.user))
    rows = [(one, words.to_learner(one), [words.when(part)[0] for part in words.parts(one)]) for one in found]
    return render(request, "workexperience/applications/mine.html", {"rows": rows})


@require_safe
@login_required
def one(request: HttpRequest, application_id: int) -> HttpResponse:
    """One of them: where it stands, who has it, what was said, and what can be done."""
    application = _own(request, application_id)
    offered = application.state in (S.OFFERED, S.OTHER_DAYS)
    context = {
        "application": application,
        "said": words.to_learner(application),
        "days": [(part, words.when(part)) for part in words.parts(application)],
        "total": words.days_and_hours(application),
        "steps": _steps(application),
        "is_offered": offered and application.expires_at and application.expires_at > timezone.now(),
        "because": to_learner(application.state, application.ended_because) if application.state in SAID_WHY else "",
        "can_withdraw": rules.allowed(application.state, S.WITHDRAWN),
        "supervisors": _supervisors(application) if application.state == S.CONFIRMED else [],
        "pages": _pages(application) if application.state in WENT else [],
    }
    return render(request, "workexperience/applications/one.html", context)


def _own(request: HttpRequest, application_id: int) -> Application:
    return get_object_or_404(queries.all_of(get_own(request.user)), pk=application_id)


def _steps(application: Application) -> list[tuple[str, Any]]:
    """What has happened, the newest first: the state and when."""
    found = application.steps.order_by("-pk").values_list("state", "at")
    return [(words.LEARNER[state][0], at) for state, at in found]


def _supervisors(application: Application) -> list[tuple[str, str]]:
    """Who looks after the learner there, with the number: each once, as the days have it, else as the offer says."""
    of_days = application.days.exclude(supervisor_name="").values_list("supervisor_name", "supervisor_phone")
    offer = application.offer
    return [*dict.fromkeys(of_days)] or [(offer.supervisor_name, offer.supervisor_phone)]


PAGES = {
    "workexperience:log": "Log book",
    "workexperience:reflect": "What you learned",
    "workexperience:certificate": "Certificate",
}


def _pages(application: Application) -> list[tuple[str, str]]:
    """The learner's further pages of a placement that is confirmed or over."""
    return [(text, reverse(name, args=[application.pk])) for name, text in PAGES.items()]


@require_safe
@login_required
def sent(request: HttpRequest, application_id: int) -> HttpResponse:
    """It is sent: who has it now and what happens next."""
    application = _own(request, application_id)
    context = {
        "application": application,
        "days": [words.when(part)[0] for part in words.parts(application)],
        "asks_parent": needed(application.learner, today=timezone.localdate()),
    }
    return render(request, "workexperience/applications/sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, application_id: int) -> HttpResponse:
    """Take it back; a reason is welcome and not needed."""
    application = _own(request, application_id)
    if not rules.allowed(application.state, S.WITHDRAWN):
        return redirect("workexperience:my-application", application.pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None, read_by=readers(application))
    if form.is_valid():
        said = "You have withdrawn this."
        _try(request, said, actions.withdraw, application_id=application.pk, words=form.cleaned_data["words"])
        return redirect("workexperience:my-application", application.pk)
    return render(request, "workexperience/applications/withdraw.html", {"application": application, "form": form})


@require_POST
@login_required
def answer(request: HttpRequest, application_id: int) -> HttpResponse:
    """Yes or no to a free place, or to other days."""
    application = _own(request, application_id)
    agrees = request.POST.get("agrees") == "yes"
    act = actions.answer_other_days if application.state == S.OTHER_DAYS else actions.answer_offered
    said = "You have said yes." if agrees else "You have said no."
    _try(request, said, act, application_id=application.pk, agrees=agrees)
    return redirect("workexperience:my-application", application.pk)


def _try(request: HttpRequest, said: str, action: Any, **facts: Any) -> None:
    try:
        action(**facts, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)

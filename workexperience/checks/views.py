"""An employer sends its check; somebody at the hub or the department reads it and decides."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.people.actions import name_account
from frontdoor.people.queries import person
from workexperience.access import employer_for
from workexperience.checks import actions, queries
from workexperience.checks.facts import facts, register
from workexperience.checks.forms import ANSWERS, NamingForm, NoteForm, Screens, WithdrawForm
from workexperience.models import Check, Employer

A_PAGE = 25
LISTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "waiting": ("Waiting", lambda user, on: queries.waiting(user)),  # noqa: ARG005 one shape for all
    "ending": ("Running out soon", queries.running_out),
    "checked": ("Checked", queries.holding_now),
    "over": ("Checked no more", queries.over),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Three short screens, then the answers to read once more, then off. While one waits there is nothing to fill in."""
    employer = employer_for(request.user, organisation_id)
    if employer.checks.filter(decided_at=None).exists():
        return redirect("workexperience:employer", employer.pk)
    screens = Screens(request.POST, queries.last_sent(employer), timezone.localdate())
    if request.method != "POST":
        return _screen(request, employer, screens, "insurance")
    if request.POST.get("send") and screens.complete():
        return _send(request, employer, screens)
    return _screen(request, employer, screens, screens.to_show())


def _screen(request: HttpRequest, employer: Employer, screens: Screens, shown: str) -> HttpResponse:
    names = list(screens.forms)
    context = {
        "employer": employer,
        "organisation": employer.organisation,
        "screens": screens,
        "shown": shown,
        "form": None if shown == ANSWERS else _quiet(screens, shown, request),
        "number": names.index(shown) + 1 if shown in names else None,
        "before": names[names.index(shown) - 1] if shown in names[1:] else "",
        "carried": list(screens.carried(shown)),
        "renews": employer.checks.exists(),
        "with_whom": queries.decides(employer) if shown == ANSWERS else "",
    }
    return render(request, f"workexperience/checks/{'answers' if shown == ANSWERS else 'screen'}.html", context)


def _quiet(screens: Screens, shown: str, request: HttpRequest) -> Form:
    """The screen's form; its errors are shown to whoever pressed on from it, not to whoever comes to it."""
    form = screens.forms[shown]
    if form.is_bound and request.POST.get("from") != shown and not form.is_valid():
        form.errors.clear()
    return form


def _send(request: HttpRequest, employer: Employer, screens: Screens) -> HttpResponse:
    try:
        actions.send(organisation_id=employer.pk, answers=screens.answers(), by=person(request), now=timezone.now())
        messages.success(request, "Your check is sent.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workexperience:employer", employer.pk)


@require_safe
@login_required
def checks(request: HttpRequest) -> HttpResponse:
    """The checks that I may decide about: waiting, running out, checked, and checked no more."""
    if not organisations_for(request.user, Can.CHECK_EMPLOYERS).exists():
        raise Http404
    today, shown = timezone.localdate(), request.GET.get("show", "")
    shown = shown if shown in LISTS else "waiting"
    found = {name: query(request.user, today) for name, (_, query) in LISTS.items()}
    context = {
        "shown": shown,
        "lists": [(name, title, found[name].count()) for name, (title, _) in LISTS.items()],
        "title": LISTS[shown][0],
        "page": Paginator(found[shown], A_PAGE).get_page(request.GET.get("page")),
        "today": today,
    }
    return render(request, "workexperience/checks/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request: HttpRequest, check_id: int) -> HttpResponse:
    """All that the employer told, what helps to judge it, and the decision; a checker without a name gives it here."""
    found = _check(request, check_id)
    form = NamingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name_account(user=person(request), full_name=form.cleaned_data["full_name"])
        messages.success(request, "Your name is saved.")
        return redirect("workexperience:check", found.pk)
    return _page(request, found, form=form)


@require_POST
@login_required
def accept(request: HttpRequest, check_id: int) -> HttpResponse:
    """One press: checked."""
    return _decide(request, _check(request, check_id), actions.accept, "Accepted. The employer gets a letter.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send_back(request: HttpRequest, check_id: int) -> HttpResponse:
    """With a note that says what has to change."""
    found, form = _check(request, check_id), NoteForm(request.POST or None)
    if form.is_valid():
        done = "Sent back. The employer gets a letter with your note."
        return _decide(request, found, actions.send_back, done, **form.cleaned_data)
    return _page(request, found, "send_back", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, check_id: int) -> HttpResponse:
    """With a reason; it acts at once."""
    found, form = _check(request, check_id), WithdrawForm(request.POST or None)
    if form.is_valid():
        done = "Withdrawn. Nothing of this employer is shown any more. It gets a letter with your reason."
        return _decide(request, found, actions.withdraw, done, **form.cleaned_data)
    return _page(request, found, "withdraw", form=form)


def _check(request: HttpRequest, check_id: int) -> Check:
    return get_object_or_404(queries.seen_by(request.user), pk=check_id)


def _decide(request: HttpRequest, found: Check, act: Callable[..., Check], done: str, **words: str) -> HttpResponse:
    try:
        act(check_id=found.pk, **words, by=person(request), now=timezone.now())
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workexperience:check", found.pk)


def _page(request: HttpRequest, found: Check, name: str = "check", **more: Any) -> HttpResponse:
    context = {
        "check": found,
        "employer": found.employer,
        "organisation": found.employer.organisation,
        "state": found.state(timezone.localdate()),
        "facts": facts(found),
        "register": register(found),
        "why_not": (why_not := actions.why_not(person(request), found)),
        "is_unnamed": why_not == actions.NO_NAME,
        "with_whom": queries.decides(found.employer),
        "earlier": list(found.employer.checks.exclude(pk=found.pk).select_related("decided_by").order_by("-pk")),
        "today": timezone.localdate(),
        **more,
    }
    return render(request, f"workexperience/checks/{name}.html", context)

"""An adviser's page in the register: for themselves, and for those who run their service."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.actions import name_account
from frontdoor.people.queries import person
from guidance.access import adviser_for, former_adviser, own_advising, runs
from guidance.advisers import actions, queries
from guidance.advisers.forms import DetailsForm, LimitsForm, NamingForm
from guidance.advisers.standing import name_of
from guidance.models import Adviser, Channel, Language, ProofKind, Specialism

Shown = Callable[..., HttpResponse]


def of_adviser(view: Shown) -> Shown:
    """Hands the adviser of the address to the view; 404 for strangers. Of one who has left it says so, and leads on."""

    @login_required
    @wraps(view)
    def shown(request: HttpRequest, adviser_id: int, **more: Any) -> HttpResponse:
        try:
            found = adviser_for(request.user, adviser_id)
        except Http404:
            left = former_adviser(request.user, adviser_id)
            if left is None:
                raise
            return _has_left(request, left)
        return view(request, found, **more)

    return shown


def _has_left(request: HttpRequest, left: Adviser) -> HttpResponse:
    if left.user_id == person(request).pk:
        messages.error(request, actions.GONE)
        return redirect("/to-do/")
    messages.error(request, f"{name_of(left)} is no longer an adviser here.")
    return redirect("guidance:service", left.service.organisation_id)


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """My own entries in the register, one a service; one leads straight on."""
    mine = own_advising(request.user)
    if not mine:
        raise Http404
    if len(mine) == 1:
        return redirect("guidance:adviser", mine[0].pk)
    listed = queries.standings_of(mine, timezone.localdate())
    return render(request, "guidance/advisers/mine.html", {"listed": listed})


@READ_OR_SEND
@of_adviser
def adviser(request: HttpRequest, found: Adviser) -> HttpResponse:
    """How they stand, what they proved, what stands beside their name. Whoever has no name yet gives it here."""
    form = NamingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name_account(user=person(request), full_name=form.cleaned_data["full_name"])
        messages.success(request, "Your name is saved.")
        return redirect("guidance:adviser", found.pk)
    standing = queries.standing(found, timezone.localdate())
    context = {
        "standing": standing,
        "kinds": list(ProofKind),
        "decided_by_somebody": bool(queries.deciders(found)),
        "said": _said(found),
        "form": form,
    }
    return page(request, "adviser", found, **context)


def _said(found: Adviser) -> dict[str, str]:
    """What stands beside the name, in words."""
    several = {"languages": Language, "specialisms": Specialism, "channels": Channel}
    return {name: "; ".join(of(value).label for value in getattr(found, name)) for name, of in several.items()}


@READ_OR_SEND
@of_adviser
def details(request: HttpRequest, found: Adviser) -> HttpResponse:
    """What stands beside the name; only the adviser says something about themselves, and whether it is public."""
    is_own = found.user_id == person(request).pk
    form = DetailsForm(
        request.POST if request.method == "POST" else None,  # no box ticked is an answer too
        initial=DetailsForm.known(found),
        is_own=is_own,
        name=name_of(found),
    )

    def save() -> None:
        actions.describe(adviser_id=found.pk, details=form.details(), by=person(request))

    return _form_page(request, "details", found, form, save)


@READ_OR_SEND
@of_adviser
def limits(request: HttpRequest, found: Adviser) -> HttpResponse:
    """How long meetings are and how many, from now on."""
    form = LimitsForm(request.POST or None, initial=LimitsForm.known(found))

    def save() -> None:
        actions.set_limits(adviser_id=found.pk, limits=form.limits(), by=person(request))

    return _form_page(request, "limits", found, form, save)


def _form_page(request: HttpRequest, name: str, found: Adviser, form: Form, save: Callable[[], None]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved.")
            return redirect("guidance:adviser", found.pk)
    return page(request, name, found, form=form)


def page(request: HttpRequest, name: str, found: Adviser, **more: Any) -> HttpResponse:
    """A page about an adviser, with what each of them needs."""
    context = {
        "adviser": found,
        "name": name_of(found),
        "organisation": found.service.organisation,
        "is_own": found.user_id == person(request).pk,
        "runs_it": runs(request.user, found.service),
        "today": timezone.localdate(),
        **more,
    }
    return render(request, f"guidance/advisers/{name}.html", context)

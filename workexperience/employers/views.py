"""The way in for employers, and an employer's own pages."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.public_pages import public_page
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from workexperience.access import employer_for
from workexperience.checks.queries import decides, standing, standings
from workexperience.employers import actions, queries
from workexperience.employers.forms import AboutForm, AddForm, IdentityForm, PlaceForm
from workexperience.models import Employer


@require_safe
@public_page
def employers(request: HttpRequest) -> HttpResponse:
    """Why offer work experience, what is needed for it, and what happens then."""
    return render(request, "workexperience/employers/start.html")


@READ_OR_SEND
@login_required
def add(request: HttpRequest) -> HttpResponse:
    """A new employer, with who adds it as its first person."""
    form = AddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_many := ratelimit.consume_or_429(request, action="employer-add"):
            return too_many
        try:
            return _added(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "workexperience/employers/add.html", {"form": form})


def _added(request: HttpRequest, form: AddForm) -> HttpResponse:
    employer = actions.add(
        identity=form.identity(),
        profile=form.profile(),
        spot=form.spot,
        town=form.cleaned_data["town"],
        by=person(request),
        now=timezone.now(),
    )
    if employer is None:
        return redirect("workexperience:employer-known")
    return redirect("workexperience:employer", employer.pk)


@require_safe
@login_required
def known(request: HttpRequest) -> HttpResponse:
    """The number belongs to an employer that is here: a colleague there can invite. The same page for every number."""
    return render(request, "workexperience/employers/known.html")


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """My employers; one leads straight on."""
    listed = standings(queries.mine(request.user), on=timezone.localdate())
    if len(listed) == 1:
        return redirect("workexperience:employer", listed[0][0].pk)
    return render(request, "workexperience/employers/mine.html", {"listed": listed})


@require_safe
@login_required
def employer(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Where the check stands, what to do next, and the way to all that is this employer's."""
    found = employer_for(request.user, organisation_id)
    context = {
        "standing": standing(found, on=timezone.localdate()),
        "with_whom": decides(found),
        "fixed": queries.is_fixed(found),
        "links": _links(found),
    }
    return _page(request, "home", found, **context)


def _links(found: Employer) -> list[tuple[str, str]]:
    """Address and words of what belongs to the employer."""
    lines = {
        "workexperience:answers": "Who asks to come",
        "workexperience:offers": "What you offer",
        "workexperience:approaches": "Schools that asked",
        "organisations:members": "People who work here",
    }
    return [(reverse(name, args=[found.pk]), words) for name, words in lines.items()]


@READ_OR_SEND
@login_required
def about(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the employer says of itself, and how many schools may ask."""
    found = employer_for(request.user, organisation_id)
    form = AboutForm(request.POST or None, initial=_about(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(
                organisation_id=found.pk,
                profile=form.profile(),
                approaches_a_term=form.cleaned_data["approaches_a_term"],
                by=person(request),
            )
            return _saved(request, found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, "about", found, form=form, fixed=queries.is_fixed(found))


@READ_OR_SEND
@login_required
def identity(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Correct name and number before somebody has checked them; afterwards the page says why they stay."""
    found = employer_for(request.user, organisation_id)
    form = IdentityForm(request.POST or None, initial=IdentityForm.known(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.identify(organisation_id=found.pk, identity=form.identity(), by=person(request))
            return _saved(request, found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, "identity", found, form=form, fixed=queries.is_fixed(found))


@READ_OR_SEND
@login_required
def place(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Where the employer is, which decides whose hub checks it."""
    found = employer_for(request.user, organisation_id)
    known = {"town": found.organisation.town, "postcode": found.organisation.postcode}
    form = PlaceForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            town = form.cleaned_data["town"]
            actions.move(organisation_id=found.pk, spot=form.spot, town=town, by=person(request), now=timezone.now())
            return _saved(request, found)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _page(request, "place", found, form=form)


def _about(found: Employer) -> dict[str, Any]:
    return {
        "website": found.organisation.website,
        "sector": found.sector_id,
        "about": found.about,
        "approaches_a_term": found.approaches_a_term,
    }


def _saved(request: HttpRequest, found: Employer) -> HttpResponse:
    messages.success(request, "Saved.")
    return redirect("workexperience:employer", found.pk)


def _page(request: HttpRequest, name: str, found: Employer, **more: Any) -> HttpResponse:
    context = {"employer": found, "organisation": found.organisation, **more}
    return render(request, f"workexperience/employers/{name}.html", context)

"""Where a service meets people: a place is added, changed, closed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.access import service_for
from guidance.models import Place, Service
from guidance.services import actions, queries
from guidance.services.forms import PlaceForm


@READ_OR_SEND
@login_required
def add(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A new place."""
    service = service_for(request.user, organisation_id)
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            place = actions.add_place(
                service_id=service.pk, facts=form.facts(), spot=form.spot, by=person(request), now=timezone.now()
            )
            return _back(request, service, f"Added {place.name}.")
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return _page(request, "place", service, form=form, title="Add a place")


@READ_OR_SEND
@login_required
def change(request: HttpRequest, organisation_id: int, place_id: int) -> HttpResponse:
    """Other words about a place; one that is closed stays as it was."""
    service, place = _place(request, organisation_id, place_id)
    if place.closed_at:
        return _is_closed(request, service, actions.CLOSED)
    form = PlaceForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_place(
                place_id=place.pk, service_id=service.pk, facts=form.facts(), spot=form.spot, by=person(request)
            )
            return _back(request, service, "Saved.")
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return _page(request, "place", service, form=form, title="Change this place", place=place)


@READ_OR_SEND
@login_required
def close(request: HttpRequest, organisation_id: int, place_id: int) -> HttpResponse:
    """Asks once more, or says who still needs the place."""
    service, place = _place(request, organisation_id, place_id)
    if place.closed_at:
        return _is_closed(request, service, f"{place.name} is closed.")
    if request.method == "POST":
        try:
            actions.close_place(place_id=place.pk, service_id=service.pk, by=person(request), now=timezone.now())
            return _back(request, service, f"{place.name} is closed.")
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("guidance:place-close", organisation_id, place_id)
    return _page(request, "close", service, place=place, uses=queries.uses(place, timezone.now()))


def _place(request: HttpRequest, organisation_id: int, place_id: int) -> tuple[Service, Place]:
    service = service_for(request.user, organisation_id)
    return service, get_object_or_404(service.places, pk=place_id)


def _is_closed(request: HttpRequest, service: Service, words: str) -> HttpResponse:
    messages.info(request, words)
    return redirect("guidance:service", service.organisation_id)


def _back(request: HttpRequest, service: Service, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("guidance:service", service.organisation_id)


def _page(request: HttpRequest, name: str, service: Service, **more: Any) -> HttpResponse:
    context = {"service": service, "organisation": service.organisation, **more}
    return render(request, f"guidance/services/{name}.html", context)

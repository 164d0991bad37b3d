"""What a service sells: a list, a new offer, a change, an end."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.access import seller_for
from guidance.models import Service, TimeOffer
from guidance.selling import actions, queries
from guidance.selling.forms import OfferForm
from guidance.selling.shown import as_schools_see


@require_safe
@login_required
def offers(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What is sold now as a school reads it, and what was sold before. Two queries more for the advisers."""
    service = seller_for(request.user, organisation_id)
    found = list(queries.offers_of(service))
    return _page(
        request,
        "offers",
        service,
        offers=as_schools_see([one for one in found if not one.ended_at], service, on=timezone.localdate()),
        ended=[one for one in found if one.ended_at],
    )


@READ_OR_SEND
@login_required
def new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A new offer; where schools cannot choose the service yet, that is said first."""
    service = seller_for(request.user, organisation_id)
    if not service.takes_schools:
        messages.error(request, actions.NOT_FOR_SCHOOLS)
        return redirect("guidance:service-about", organisation_id)
    form = OfferForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.offer(service_id=service.pk, facts=form.facts(), by=person(request), now=timezone.now())
            messages.success(request, f"Schools can now order {made.name}.")
            return redirect("guidance:time-offers", organisation_id)
        except Refused as refusal:
            form.add_error("name" if str(refusal) == actions.SAME_NAME else None, str(refusal))
    return _page(request, "offer", service, form=form, title="Offer adviser time")


@READ_OR_SEND
@login_required
def change(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """Other terms from now on; what was ordered stays."""
    service, offer = _offer(request, organisation_id, offer_id)
    if offer.ended_at:
        return _has_ended(request, offer, organisation_id)
    form = OfferForm(request.POST or None, initial=OfferForm.known(offer))
    if form.is_valid():
        try:
            actions.change(offer_id=offer.pk, service_id=service.pk, facts=form.facts(), by=person(request))
            messages.success(request, "Saved. What schools have ordered already stays as it was ordered.")
            return redirect("guidance:time-offers", organisation_id)
        except Refused as refusal:
            form.add_error("name" if str(refusal) == actions.SAME_NAME else None, str(refusal))
    return _page(request, "offer", service, form=form, title="Change this offer", offer=offer)


@READ_OR_SEND
@login_required
def end(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """Asks once more."""
    service, offer = _offer(request, organisation_id, offer_id)
    if offer.ended_at:
        return _has_ended(request, offer, organisation_id)
    if request.method == "POST":
        try:
            actions.end(offer_id=offer.pk, service_id=service.pk, by=person(request), now=timezone.now())
            messages.success(request, f"Nobody can order {offer.name} any more.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("guidance:time-offers", organisation_id)
    return _page(request, "end_offer", service, offer=offer)


def _offer(request: HttpRequest, organisation_id: int, offer_id: int) -> tuple[Service, TimeOffer]:
    service = seller_for(request.user, organisation_id)
    return service, get_object_or_404(service.time_offers, pk=offer_id)


def _has_ended(request: HttpRequest, offer: TimeOffer, organisation_id: int) -> HttpResponse:
    """A second press, or an old tab."""
    messages.info(request, f"{offer.name} has ended already. Nothing was changed.")
    return redirect("guidance:time-offers", organisation_id)


def _page(request: HttpRequest, name: str, service: Service, **more: Any) -> HttpResponse:
    context = {"service": service, "organisation": service.organisation, **more}
    return render(request, f"guidance/selling/{name}.html", context)

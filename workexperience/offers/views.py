"""An employer's offers: the list, one of them, and what may be done with it. The screens are in `screen_views.py`."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from workexperience.access import employer_for
from workexperience.checks.queries import current
from workexperience.models import Employer, Offer, OfferState, Session
from workexperience.offers import actions, queries, shown

PAGE = 20


@require_safe
@login_required
def offers(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Everything that the employer offers, one state at a time."""
    employer = employer_for(request.user, organisation_id)
    counts = queries.counted(employer)
    asked = request.GET.get("state", "")
    state = asked if asked in counts else next((one for one, number in counts.items() if number), OfferState.OPEN)
    found = queries.in_state(employer, state).prefetch_related(Prefetch("sessions", Session.objects.all()))
    context = {
        "employer": employer,
        "counts": [(OfferState(one), number) for one, number in counts.items()],
        "state": OfferState(state),
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "days": shown.days,
        "checked": current(employer, on=timezone.localdate()) is not None,
    }
    return render(request, "workexperience/offers/list.html", context)


@require_safe
@login_required
def offer(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """One offer: all its facts, where it stands, and who sees it now."""
    employer, found = offer_of(request, organisation_id, offer_id)
    today = timezone.localdate()
    problems = queries.problems_of(found, on=today)
    context = {
        "employer": employer,
        "offer": found,
        "parts": shown.parts(found, list(found.sessions.all())),
        "who_sees": shown.who_sees(found, problems, on=today),
        "next_step": f"workexperience:offer-{shown.first_to_do(problems)}",
    }
    return render(request, "workexperience/offers/offer.html", context)


@require_POST
@login_required
def open_offer(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """Open it, or lead back to what stops it."""
    employer, found = offer_of(request, organisation_id, offer_id)
    try:
        actions.open_offer(offer_id=found.pk, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workexperience:offer-check", employer.pk, found.pk)
    checked = current(employer, on=timezone.localdate()) is not None
    more = "" if checked else " It is shown to nobody until your check is accepted."
    messages.success(request, f"The offer is open.{more}")
    return redirect("workexperience:offer", employer.pk, found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """Ask once, then close it."""
    return _end(request, organisation_id, offer_id, "close.html", _close)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def throw_away(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """Ask once, then delete the draft. A second click finds it gone, and is fine."""
    if request.method == "POST" and not Offer.objects.filter(pk=offer_id).exists():
        return redirect("workexperience:offers", employer_for(request.user, organisation_id).pk)
    return _end(request, organisation_id, offer_id, "throw_away.html", _throw_away)


@require_POST
@login_required
def again(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """A new draft of the same, which begins with its days."""
    employer, found = offer_of(request, organisation_id, offer_id)
    try:
        draft = actions.again(offer_id=found.pk, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("workexperience:offers", employer.pk)
    return redirect("workexperience:offer-when", employer.pk, draft.pk)


def offer_of(request: HttpRequest, organisation_id: int, offer_id: int) -> tuple[Employer, Offer]:
    """The employer and one of its offers; another's is 404 as if it did not exist."""
    employer = employer_for(request.user, organisation_id)
    offer = get_object_or_404(queries.of(employer).select_related("sector", "copied_from"), pk=offer_id)
    offer.employer = employer
    return employer, offer


def _end(
    request: HttpRequest,
    organisation_id: int,
    offer_id: int,
    template: str,
    act: Callable[[HttpRequest, Offer], str],
) -> HttpResponse:
    employer, found = offer_of(request, organisation_id, offer_id)
    if request.method != "POST":
        context: dict[str, Any] = {"employer": employer, "offer": found}
        return render(request, f"workexperience/offers/{template}", context)
    try:
        messages.success(request, act(request, found))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("workexperience:offers", employer.pk)


def _close(request: HttpRequest, found: Offer) -> str:
    actions.close(offer_id=found.pk, by=person(request), now=timezone.now())
    return "The offer is closed."


def _throw_away(request: HttpRequest, found: Offer) -> str:
    actions.throw_away(offer_id=found.pk, by=person(request), now=timezone.now())
    return "The draft is deleted."

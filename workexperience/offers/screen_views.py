"""The six screens about an offer. Each saves its own answers at once, so leaving loses nothing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from workexperience.access import employer_for
from workexperience.models import Employer, Offer, OfferState
from workexperience.offers import actions, day_forms, places, queries, shown
from workexperience.offers.day_forms import WhenForm
from workexperience.offers.forms import SCREENS, KindForm
from workexperience.offers.views import offer_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The first screen of an offer that does not exist yet."""
    employer = employer_for(request.user, organisation_id)
    form = KindForm(request.POST or None, offer=Offer(employer=employer), today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        chosen = form.changes()
        offer = actions.begin(employer=employer, **chosen, by=person(request), now=timezone.now())
        return redirect("workexperience:offer-what", employer.pk, offer.pk)
    back = {"href": reverse("workexperience:offers", args=[employer.pk]), "text": "Your offers"}
    context = {"employer": employer, "form": form, "heading": form.heading, "step": 1, "back": back}
    return render(request, "workexperience/offers/screen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def screen(request: HttpRequest, organisation_id: int, offer_id: int, name: str) -> HttpResponse:
    """One screen of questions: `kind`, `what`, `where` or `who`."""
    employer, offer = offer_of(request, organisation_id, offer_id)
    if refused := _closed(request, employer, offer):
        return refused
    # A form that is sent without any tick is still a form that is sent.
    form = SCREENS[name](request.POST if request.method == "POST" else None, offer=offer, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(offer_id=offer.pk, changes=form.changes(), by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if "postcode" in form.changed_data and (doubt := places.doubt(form.cleaned_data["postcode"])):
                messages.info(request, doubt)
            return _onward(request, employer, offer, name)
    stays = queries.AGREED.intersection(form.fields) and queries.some_come(offer)
    context = _frame(request, employer, offer, name) | {"form": form, "heading": form.heading}
    context |= {"stays": queries.SOME_APPLIED if stays else ""}
    return render(request, "workexperience/offers/screen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def when(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """The screen about days. "Add" and "take out" show the form again with what was typed; only "save" saves."""
    employer, offer = offer_of(request, organisation_id, offer_id)
    if refused := _closed(request, employer, offer):
        return refused
    form = _when_form(request, offer)
    if form.is_valid():
        saved = {"sessions": form.days(), "closes_on": form.cleaned_data["closes_on"]}
        try:
            actions.set_sessions(offer_id=offer.pk, **saved, by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _onward(request, employer, offer, "when")
    context = _frame(request, employer, offer, "when") | {"form": form, "most": day_forms.MOST_SESSIONS}
    return render(request, "workexperience/offers/when.html", context)


@require_safe
@login_required
def check(request: HttpRequest, organisation_id: int, offer_id: int) -> HttpResponse:
    """All answers, what still stops the offer, and the button that opens it."""
    employer, offer = offer_of(request, organisation_id, offer_id)
    if refused := _closed(request, employer, offer):
        return refused
    context = _frame(request, employer, offer, "check") | {
        "parts": shown.parts(offer, list(offer.sessions.all())),
        "errors": shown.errors(queries.problems_of(offer, on=timezone.localdate())),
        "online_does_not_count": shown.missing_online_facts(offer),
    }
    return render(request, "workexperience/offers/check.html", context)


def _when_form(request: HttpRequest, offer: Offer) -> WhenForm:
    about: dict[str, Any] = {"offer": offer, "today": timezone.localdate()}
    if request.method != "POST":
        sets = day_forms.suggested(offer)
        shown_sets = [day_forms.boxes(number, days, dated=dated) for number, (days, dated) in enumerate(sets)]
        initial: dict[str, Any] = {"closes_on": offer.closes_on}
        for one in shown_sets or [day_forms.EMPTY]:
            initial |= one
        return WhenForm(initial=initial, sets=max(len(sets), 1), **about)
    number, step = day_forms.number_of_sets(request.POST), request.POST.get("step", "save")
    kept = [one for one in range(number) if step != f"remove-{one}"] or [0]
    if step == "add" and number < day_forms.MOST_SESSIONS:
        return WhenForm(initial=day_forms.typed(request.POST, kept, more=True), sets=number + 1, **about)
    if step.startswith("remove-"):
        return WhenForm(initial=day_forms.typed(request.POST, kept, more=False), sets=len(kept), **about)
    return WhenForm(request.POST, sets=number, **about)


def _closed(request: HttpRequest, employer: Employer, offer: Offer) -> HttpResponse | None:
    if offer.state != OfferState.CLOSED:
        return None
    messages.error(request, actions.CLOSED)
    return redirect("workexperience:offer", employer.pk, offer.pk)


def _onward(request: HttpRequest, employer: Employer, offer: Offer, name: str) -> HttpResponse:
    """Where a saved screen leads: an open offer is done, a change goes back to the check, else the next screen."""
    if offer.state == OfferState.OPEN:
        messages.success(request, "Your change is saved.")
        return redirect("workexperience:offer", employer.pk, offer.pk)
    after = shown.STEPS[shown.STEPS.index(name) + 1]
    step = "check" if request.GET.get("from") == "check" else after
    return redirect(f"workexperience:offer-{step}", employer.pk, offer.pk)


def _frame(request: HttpRequest, employer: Employer, offer: Offer, name: str) -> dict[str, Any]:
    """What every screen shows: which step it is, and the way back."""
    number = shown.STEPS.index(name)
    before = "check" if request.GET.get("from") == "check" else shown.STEPS[number - 1] if number else ""
    if offer.state == OfferState.OPEN:
        route, args = "workexperience:offer", [employer.pk, offer.pk]
    else:
        route = f"workexperience:offer-{before}" if before else "workexperience:offers"
        args = [employer.pk, offer.pk] if before else [employer.pk]
    return {
        "employer": employer,
        "offer": offer,
        "step": number + 1,
        "back": {"href": reverse(route, args=args), "text": "Back"},
    }

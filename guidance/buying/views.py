"""A school compares what services sell, and orders a block of one."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from guidance.access import buyer_for
from guidance.blocks import actions
from guidance.blocks import words as said
from guidance.blocks.offers import sold_to, version_of
from guidance.blocks.rules import answer_by
from guidance.buying import queries, words
from guidance.buying.forms import CompareForm, OrderForm, form_key, order_key
from guidance.filling import chosen
from guidance.models import Block, TimeOffer
from guidance.supplies.queries import year_groups
from guidance.waiting.queries import bank_holidays

SHOWN_FOR = 10  # sessions in the comparison, where no pupils were chosen
NOBODY = "Choose at least one pupil of your roll."
DIGITS = 18  # what fits the database's ids


@READ_OR_SEND
@login_required
def compare(request: HttpRequest, urn: int) -> HttpResponse:
    """Up to three offers side by side. Another page may post `learner` ids here: time for these."""
    institution, today = buyer_for(request.user, urn), timezone.localdate()
    if request.method == "POST":
        given = request.POST.getlist("learner")
        found = chosen.keep(request, institution, [int(one) for one in given if _is_id(one)])
        if not found:
            messages.error(request, NOBODY)
        elif found > chosen.MOST:
            messages.info(request, chosen.TOO_LONG)
        return redirect("guidance:compare", urn)
    offers, pupils = list(sold_to(institution)), chosen.kept(request, institution)
    form = CompareForm(request.GET, offers=offers)
    shown = form.chosen()
    years = queries.years_of(institution, pupils, today=today)
    usable = queries.usable(institution, years, on=today)
    context = {
        "institution": institution,
        "form": form,
        "offers": offers,
        "columns": queries.columns(
            [one for one in offers if one.pk in shown], sessions=len(pupils) or SHOWN_FOR, on=today
        ),
        "pupils": len(pupils),
        "needed": len(pupils) or SHOWN_FOR,
        "usable": usable,
        "years_of": year_groups_in_words,
        "is_enough": queries.is_enough(years, usable),
        "words": words,
        "said": said,
    }
    return render(request, "guidance/buying/compare.html", context)


@READ_OR_SEND
@login_required
def order(request: HttpRequest, urn: int, offer_id: int) -> HttpResponse:
    """What is ordered, then the same to check, then ordered. The answers travel in the form."""
    institution, today = buyer_for(request.user, urn), timezone.localdate()
    offer = get_object_or_404(queries.once_sold_to(institution), pk=offer_id)
    step = request.POST.get("step", "")
    if step != "order" and not _is_sold(institution, offer):  # what was ordered before is found again by its key
        return _not_sold(request, offer, urn)
    first = {} if request.method == "POST" else _first_answers(request, institution, offer)
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        offer=offer,
        offered=year_groups(institution),
        first=first,
        today=today,
    )
    context = {
        "institution": institution,
        "offer": offer,
        "form": form,
        "key": form_key(request.POST),
        "words": words,
        "said": said,
    }
    if step == "change" or not form.is_valid():
        return render(request, "guidance/buying/order.html", context)
    if step == "order":
        try:
            return _after(request, institution, _place(request, institution, offer, form))
        except Refused as refusal:
            if not _is_sold(institution, offer):
                return _not_sold(request, offer, urn)
            form.add_error(None, str(refusal))
            return render(request, "guidance/buying/order.html", context)
    return render(request, "guidance/buying/check.html", context | _to_check(institution, offer, form))


def _first_answers(request: HttpRequest, institution: Organisation, offer: TimeOffer) -> dict[str, Any]:
    """As many sessions as pupils were chosen, their year groups, tomorrow; of an earlier block, what it had."""
    today = timezone.localdate()
    pupils, again = chosen.kept(request, institution), request.GET.get("again", "")
    before = queries.of_school(institution, int(again)) if _is_id(again) else None
    sessions = len(pupils) or (before.sessions if before else 0)
    years = [*queries.years_of(institution, pupils, today=today)] or (before.year_groups if before else [])
    return {
        "sessions": max(offer.least_sessions, sessions),
        "years": years,
        "first_day": today + timedelta(days=1),
    }


def _place(request: HttpRequest, institution: Organisation, offer: TimeOffer, form: OrderForm) -> Block:
    asked = form.asked(seen=request.POST.get("seen", ""))
    key = order_key(form_key(request.POST), asked)
    return actions.order(
        institution=institution, offer_id=offer.pk, asked=asked, key=key, by=person(request), now=timezone.now()
    )


def _after(request: HttpRequest, institution: Organisation, block: Block) -> HttpResponse:
    """Confirmed for pupils who were chosen: on to their meetings. Else the block says what happens next."""
    if block.accepted and chosen.kept(request, institution):
        return redirect("guidance:periods", institution.urn)
    return redirect(f"{reverse('guidance:block', args=[institution.urn, block.pk])}?ordered=1")


def _is_sold(institution: Organisation, offer: TimeOffer) -> bool:
    return sold_to(institution).filter(pk=offer.pk).exists()


def _not_sold(request: HttpRequest, offer: TimeOffer, urn: int) -> HttpResponse:
    messages.error(request, actions.NOT_SOLD.format(name=offer.service.organisation.name))
    return redirect("guidance:compare", urn)


def _to_check(institution: Organisation, offer: TimeOffer, form: OrderForm) -> dict[str, Any]:
    """The whole order in words: what it costs, until when it lasts, when it can be given back, who confirms it."""
    asked, today = form.asked(), timezone.localdate()
    sessions, total = queries.costs(offer, asked.sessions)
    is_at_once = sessions <= offer.confirms_up_to
    before = queries.chosen_without_buying(institution, offer.service_id, on=today)
    return {
        "asked": asked,
        "seen": version_of(offer),
        "sessions": sessions,
        "total": total,
        "years": year_groups_in_words(asked.year_groups),
        "last_day": actions.last_day_of(offer, asked.first_day),
        "on_ending": words.on_ending(offer, asked.first_day, today=today, waits=not is_at_once),
        "is_at_once": is_at_once,
        "answered_by": None if is_at_once else answer_by(today, bank_holidays()),
        "becomes_bought": before,
        "left_out": year_groups_in_words({*before.year_groups} - {*asked.year_groups}) if before else "",
    }


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS

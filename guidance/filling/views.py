"""When a school wants no meetings: one page, on which several periods are added one after the other."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from guidance.access import buyer_for
from guidance.filling import actions, chosen, shown
from guidance.filling.forms import PeriodForm
from guidance.models import BlockedPeriod
from guidance.supplies.queries import year_groups

SO_ALREADY = "That is on the list already. Nothing was changed."
ADDED = "Added for {years}."
TAKEN_AWAY = "Taken away. There may be meetings then again."


@READ_OR_SEND
@login_required
def periods(request: HttpRequest, urn: int) -> HttpResponse:
    """The periods of each year group, and a form for more."""
    institution, today = buyer_for(request.user, urn), timezone.localdate()
    if "take_away" in request.POST:
        return _take_away(request, institution)
    sent = request.POST if request.method == "POST" else None
    form = PeriodForm(sent, offered=year_groups(institution), today=today)
    if form.is_valid() and (answer := _add(request, institution, form)):
        return answer
    rows = BlockedPeriod.objects.filter(institution=institution, last_day__gte=today)
    context = {
        "institution": institution,
        "form": form,
        "years": shown.by_year(rows),
        "kept": len(chosen.kept(request, institution)),
    }
    return render(request, "guidance/filling/periods.html", context)


def _add(request: HttpRequest, institution: Organisation, form: PeriodForm) -> HttpResponse | None:
    said: dict[str, Any] = {"years": form.cleaned_data["years"], "period": form.period()}
    try:
        new = actions.add(
            institution=institution, **said, why=form.cleaned_data["why"], by=person(request), now=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if new:
        messages.success(request, ADDED.format(years=year_groups_in_words(new)))
    else:
        messages.info(request, SO_ALREADY)
    return redirect("guidance:periods", institution.urn)


def _take_away(request: HttpRequest, institution: Organisation) -> HttpResponse:
    pk = request.POST["take_away"]
    known = pk.isascii() and pk.isdigit() and len(pk) < 16
    try:
        actions.take_away(
            institution=institution, period_id=int(pk) if known else 0, by=person(request), now=timezone.now()
        )
        messages.success(request, TAKEN_AWAY)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:periods", institution.urn)

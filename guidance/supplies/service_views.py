"""A service ends what a school has chosen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import year_groups_in_words
from frontdoor.people.queries import person
from guidance.access import service_for
from guidance.models import Supply
from guidance.supplies import actions, queries
from guidance.supplies.forms import StopForm


@READ_OR_SEND
@login_required
def end(request: HttpRequest, organisation_id: int, supply_id: int) -> HttpResponse:
    """End it, at once, with the reason that the school reads."""
    service, home = service_for(request.user, organisation_id), f"/guidance/services/{organisation_id}/"
    found = get_object_or_404(Supply.objects.select_related("institution"), service=service, pk=supply_id)
    standing = queries.standing_of(found, on=timezone.localdate())
    if standing.is_over:
        messages.info(request, f"Guidance for {found.institution.name} has ended already. Nothing was changed.")
        return redirect(home)
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.end_by_service(
                supply_id=found.pk, because=form.cleaned_data["because"], by=person(request), now=timezone.now()
            )
            messages.success(request, f"Guidance for {found.institution.name} is ended.")
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(home)
    context = {"service": service, "supply": found, "standing": standing, "form": form, "home": home}
    context["years"] = year_groups_in_words(found.year_groups)
    return render(request, "guidance/supplies/stop.html", context)

"""The pages of those who run a service: how it stands, what it says of itself."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from guidance.access import organisation_for, service_for
from guidance.advisers import queries as advisers
from guidance.models import Service
from guidance.services import actions, queries
from guidance.services.forms import AboutForm
from guidance.supplies import queries as supplies

SCHOOLS_A_PAGE = 30


@require_safe
@login_required
def services(request: HttpRequest) -> HttpResponse:
    """The organisations whose guidance I run; one leads straight on. 404 for whoever runs none."""
    mine = queries.run_by(request.user)
    if not mine:
        raise Http404
    if len(mine) == 1:
        return redirect("guidance:service", mine[0].pk)
    begun = set(Service.objects.filter(organisation__in=mine).values_list("organisation", flat=True))
    return render(request, "guidance/services/mine.html", {"organisations": mine, "begun": begun})


@READ_OR_SEND
@login_required
def service(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """How the service stands; where there is none yet, the button that begins it."""
    organisation = organisation_for(request.user, organisation_id)
    if request.method == "POST":
        return _begin(request, organisation)
    found = queries.service_of(organisation)
    if found is None:
        return render(request, "guidance/services/begin.html", {"organisation": organisation})
    return render(request, "guidance/services/service.html", _context(request, found))


def _begin(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    try:
        actions.begin(organisation_id=organisation.pk, by=person(request), now=timezone.now())
        messages.success(request, "Your guidance service has begun. Now invite an adviser.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:service", organisation.pk)


def _context(request: HttpRequest, found: Service) -> dict[str, Any]:
    today = timezone.localdate()
    standings = advisers.standings(found, today)
    schools = None
    if not found.is_own_staff:
        schools = Paginator(supplies.supplied_by(found, today), SCHOOLS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "organisation": found.organisation,
        "service": found,
        "standings": standings,
        "able": sum(not one.problem for one in standings),
        "places": list(queries.open_places(found)),
        "closed": list(queries.closed_places(found)),
        "schools": schools,
        "supplied": supplies.rows(schools or [], on=today),
    }


@READ_OR_SEND
@login_required
def about(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the service says of itself, and whether schools may choose it."""
    found = service_for(request.user, organisation_id)
    form = AboutForm(
        request.POST if request.method == "POST" else None, service=found
    )  # every answer may be left empty
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(service_id=found.pk, **form.answers(), by=person(request))
            messages.success(request, "Saved.")
            return redirect("guidance:service", organisation_id)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"form": form, "service": found, "organisation": found.organisation}
    return render(request, "guidance/services/about.html", context)

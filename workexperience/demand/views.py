"""What is searched for in vain and what there is, for those who find and check employers; as a page and as CSV."""

import csv

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.organisations.access import Can, organisations_for
from workexperience.demand import queries, rules
from workexperience.demand.forms import AreaForm

COLUMNS = ("kind_of_work", "open_offers", "free_places", "searches_that_found_nothing")


@require_safe
@login_required
def demand(request: HttpRequest) -> HttpResponse:
    """A line for each kind of work, in one area or all together."""
    areas, form = _asked(request)
    today = timezone.localdate()
    lines = queries.lines(_chosen(areas, form), on=today)
    context = {
        "form": form,
        "area": areas.get(_id(form)),
        "areas": areas,
        "lines": lines,
        "total": rules.total(lines),
        "since": rules.first_month(today),
        "fewest": rules.FEWEST,
    }
    return render(request, "workexperience/demand/demand.html", context)


@require_safe
@login_required
def demand_csv(request: HttpRequest) -> HttpResponse:
    """The same lines as a file. A number that may not be read is empty."""
    areas, form = _asked(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="searches-that-found-nothing.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for line in queries.lines(_chosen(areas, form), on=timezone.localdate()):
        writer.writerow([line.name, line.offers, line.places, "" if line.searches is None else line.searches])
    return response


def _asked(request: HttpRequest) -> tuple[dict[int, str], AreaForm]:
    """The areas that are this person's, by id, and the form with the one they chose; 404 for whoever checks nobody."""
    if not organisations_for(request.user, Can.CHECK_EMPLOYERS).exists():
        raise Http404
    found = list(queries.councils(request.user))
    return {one.pk: one.label for one in found}, AreaForm(request.GET or None, councils=found)


def _id(form: AreaForm) -> int:
    chosen = form.cleaned_data.get("council") if form.is_valid() else ""
    return int(chosen or 0)


def _chosen(areas: dict[int, str], form: AreaForm) -> list[int]:
    return [_id(form)] if _id(form) else [*areas]

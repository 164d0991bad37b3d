"""The page of "we reported elsewhere"."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from benchmarks import queries
from benchmarks.elsewhere import actions
from benchmarks.elsewhere.forms import ElsewhereForm
from benchmarks.reach import year_for
from benchmarks.returns import queries as reads
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can


@require_http_methods(["GET", "POST"])
@login_required
def report(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Says with which tool and when the institution reported; a second time corrects the first."""
    found = year_for(request, Can.EDIT_RETURN, urn, year)
    live = queries.elsewhere_report(found, year)
    data = request.POST if request.method == "POST" else None
    form = ElsewhereForm(year, timezone.now(), reads.titles(found, year), live, data)
    if not form.is_valid():
        context = {"institution": found, "year": year, "form": form, "live": live}
        return render(request, "benchmarks/elsewhere.html", context)
    try:
        actions.report(
            institution=found,
            year=year,
            tool=form.cleaned_data["tool"],
            reported_on=form.cleaned_data["reported_on"],
            results=form.results(),
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
        messages.success(request, "Thank you. This counts as reported, and no more reminders are sent this year.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("benchmarks:year", urn, year)


@require_POST
@login_required
def withdraw(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Takes the report back."""
    found = year_for(request, Can.EDIT_RETURN, urn, year)
    actions.withdraw(institution=found, year=year, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, "The report is withdrawn and no longer counts.")
    return redirect("benchmarks:year", urn, year)

"""A person's institutions, an institution's returns, and one year's: where it stands and what begins there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from benchmarks import queries
from benchmarks.models import Return, ReturnKind, State
from benchmarks.reach import institution_for, this_year, year_for
from benchmarks.results.views import show_results
from benchmarks.returns import actions
from benchmarks.returns import queries as reads
from benchmarks.returns.forms_start import AgainForm, StartForm
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation


@require_GET
@login_required
def home(request: HttpRequest, year: str = "") -> HttpResponse:
    """Leads on when the person has one institution, else lists them with the state of the year's return."""
    mine = organisations_for(request.user, Can.SEE_RETURN).filter(kind=Kind.INSTITUTION)
    if mine.count() == 1:
        only = mine.get()
        return redirect("benchmarks:year", only.urn, year) if year else redirect("benchmarks:institution", only.urn)
    listed = year or this_year()
    page = Paginator(queries.with_return_state(mine, listed).order_by("name", "pk"), 50).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "year": listed, "states": queries.RETURN_STATES, "this_year": this_year()}
    return render(request, "benchmarks/home.html", context)


@require_GET
@login_required
def institution(request: HttpRequest, urn: int) -> HttpResponse:
    """The institution's returns, newest year first, and what this year needs."""
    found = institution_for(request, Can.SEE_RETURN, urn)
    context = {
        "institution": found,
        "years": reads.years_of(found, this_year()),
        "this_year": this_year(),
        "state": queries.return_state(found, this_year()),
        "states": queries.RETURN_STATES,
        "alone": queries.leader_submits_alone(found),
        "may": reads.may(request.user, found),
    }
    return render(request, "benchmarks/institution.html", context)


@require_GET
@login_required
def year(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """One year's return where it stands: to start, a draft's task list, with the head, its results, or elsewhere."""
    found = year_for(request, Can.SEE_RETURN, urn, year)
    current = queries.open_return(found, year)
    if current and current.state == State.WITH_HEAD:
        return _page(request, "with_head", found, year, current)
    if current:
        return _tasks(request, found, year, current)
    if latest := queries.latest_submitted(found, year):
        return show_results(request, found, latest)
    if report := queries.elsewhere_report(found, year):
        return _page(request, "elsewhere_shown", found, year, report=report, titles=reads.titles(found, year))
    return _page(request, "start", found, year, **_start(found))


def _page(
    request: HttpRequest, name: str, found: Organisation, year: str, current: Return | None = None, **more: Any
) -> HttpResponse:
    context = {
        "institution": found,
        "year": year,
        "found": current,
        "this_year": this_year(),
        "may": reads.may(request.user, found),
    }
    return render(request, f"benchmarks/{name}.html", context | more)


def _tasks(request: HttpRequest, found: Organisation, year: str, current: Return) -> HttpResponse:
    progress = reads.progress(current, reads.entries(current))
    complete = reads.facts_complete(current)
    return _page(
        request,
        "tasks",
        found,
        year,
        current,
        form_shape=reads.form_of(current),
        progress=progress,
        states=reads.STATES,
        facts_complete=complete,
        done=sum(one.state == "completed" for one in progress) + complete,
        alone=current.alone,  # type: ignore[attr-defined]  # `queries.open_return`
        counts=queries.latest_submitted(current.organisation, year),
        elsewhere=queries.elsewhere_report(current.organisation, year),
    )


def _start(found: Organisation, form: StartForm | None = None) -> dict[str, Any]:
    last = queries.submitted_returns(found).first()
    return {"form": form or StartForm(found, last), "last": last, "alone": queries.leader_submits_alone(found)}


@require_POST
@login_required
def start(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Begins the year's return and leads to its first page."""
    found = year_for(request, Can.EDIT_RETURN, urn, year)
    last = queries.submitted_returns(found).first()
    form = StartForm(found, last, request.POST)
    if not form.is_valid():
        return _page(request, "start", found, year, **_start(found, form))
    try:
        actions.start(
            institution=found,
            year=year,
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
            form=form.cleaned_data.get("form", ""),
            copy=form.cleaned_data.get("copy") == "yes",
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("benchmarks:year", urn, year)
    return redirect("benchmarks:facts", urn, year)


@require_http_methods(["GET", "POST"])
@login_required
def again(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """A further return of a year: a correction, or a fresh look."""
    found = year_for(request, Can.EDIT_RETURN, urn, year)
    latest = queries.latest_submitted(found, year)
    if latest is None or year != this_year():
        return redirect("benchmarks:year", urn, year)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "again", found, year, latest, form=form)
    try:
        actions.start_again(
            institution=found,
            year=year,
            kind=ReturnKind(form.cleaned_data["kind"]),
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("benchmarks:year", urn, year)


@require_http_methods(["GET", "POST"])
@login_required
def throw_away(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Asks, then deletes a draft."""
    found = year_for(request, Can.EDIT_RETURN, urn, year)
    current = queries.open_return(found, year)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    if request.method == "GET":
        return _page(request, "throw_away", found, year, current)
    try:
        actions.throw_away(return_id=current.pk)
        messages.success(request, "The draft is deleted.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("benchmarks:year", urn, year)

"""The list of who has reported and who has not yet, and the page of one institution in it."""

import csv
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from benchmarks.models import Reminder
from benchmarks.queries import RETURN_STATES, with_return_state
from benchmarks.reminders import actions
from benchmarks.reminders.queries import not_expected_now, with_reach
from frontdoor.ground.refused import Refused
from frontdoor.ground.tables import guard
from frontdoor.ground.years import academic_year, in_words, last_day
from frontdoor.organisations.access import Can, institutions_overseen, organisations_for
from frontdoor.organisations.models import Organisation, Scope
from frontdoor.oversight import queries
from frontdoor.oversight.forms import FilterForm, NotExpectedForm

PAGE = 50
COLUMNS = ["URN", "Name", "Town", "Council", "Type", "Return", "Last reminded", "Contact known"]


class Counted(Paginator):
    """A paginator that has been told how many rows there are, because the page counts them anyway."""

    def __init__(self, rows: Any, per_page: int, *, total: int) -> None:
        super().__init__(rows, per_page)
        self.total = total

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return self.total


def overseer_or_404(user: Any) -> None:
    """Somebody who oversees nothing learns nothing, not even that there is such a page."""
    if not organisations_for(user, Can.SEE_COVERAGE).exists():
        raise Http404


def overseen_or_404(user: Any, urn: int, can: Can = Can.SEE_COVERAGE) -> Organisation:
    """The institution, if the person oversees it; 403 when they may see it and not do this."""
    found = institutions_overseen(user, Can.SEE_COVERAGE).filter(urn=urn).select_related("council").first()
    if found is None:
        raise Http404
    if not institutions_overseen(user, can).filter(pk=found.pk).exists():
        raise PermissionDenied
    return found


@require_GET
@login_required
def coverage(request: HttpRequest) -> HttpResponse:
    """Who has reported, who has not yet: filters, counts, one page of the list."""
    overseer_or_404(request.user)
    form = FilterForm(request.GET, user=request.user)
    filters = form.filters()
    today = timezone.localdate()
    context: dict[str, Any] = {"form": form, "states": RETURN_STATES, "year": in_words(academic_year(today))}
    if filters:
        rows = queries.covered(request.user, filters, today=today)
        counts = queries.counts(rows)
        pages = Counted(
            queries.listed(queries.in_state(rows, filters.state), today=today), PAGE, total=counts[filters.state]
        )
        context |= {"filters": filters, "counts": counts, "page": pages.get_page(request.GET.get("page"))}
    return render(request, "oversight/coverage.html", context)


@require_GET
@login_required
def coverage_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same list as a file, whole. Cells that a spreadsheet would run are made harmless."""
    overseer_or_404(request.user)
    filters = FilterForm(request.GET, user=request.user).filters()
    if filters is None:
        return redirect("oversight:coverage")
    today = timezone.localdate()
    rows = queries.listed(
        queries.in_state(queries.covered(request.user, filters, today=today), filters.state), today=today
    )
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="returns-{academic_year(today)}.csv"'
    return response


class _Echo:
    """A file that gives back what is written to it, so that rows are streamed."""

    def write(self, text: str) -> str:
        return text


def _lines(rows: Any) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)  # the mark makes Excel read UTF-8
    for row in rows.iterator(chunk_size=1000):
        cells = [
            row.urn,
            row.label,
            row.town,
            row.council.name if row.council else "",
            row.get_form_display(),
            RETURN_STATES[row.return_state],
            timezone.localtime(row.reminded_at).date() if row.reminded_at else "",
            "yes" if row.reachable else "no",
        ]
        yield writer.writerow([guard(cell) for cell in cells])


@require_GET
@login_required
def no_contact(request: HttpRequest) -> HttpResponse:
    """Institutions that have not yet reported and that no letter can reach."""
    overseer_or_404(request.user)
    rows = queries.without_contact(request.user, today=timezone.localdate())
    return _simple_list(request, rows, "oversight/no_contact.html")


@require_GET
@login_required
def scope_not_known(request: HttpRequest) -> HttpResponse:
    """Institutions of which the register does not say enough."""
    overseer_or_404(request.user)
    return _simple_list(request, queries.scope_not_known(request.user), "oversight/scope_not_known.html")


def _simple_list(request: HttpRequest, rows: Any, template: str) -> HttpResponse:
    pages = Paginator(rows.select_related("council").order_by("name", "urn"), PAGE)
    return render(request, template, {"page": pages.get_page(request.GET.get("page"))})


@require_GET
@login_required
def institution(request: HttpRequest, urn: int) -> HttpResponse:
    """One institution: where its return stands, when it was reminded, whether a return is expected."""
    overseen = overseen_or_404(request.user, urn)
    today = timezone.localdate()
    year = academic_year(today)
    row = with_reach(with_return_state(Organisation.objects.filter(pk=overseen.pk), year, on=today)).get()
    reminders = Reminder.objects.filter(organisation=row, year=year).select_related("stage", "created_by")
    context = {
        "institution": row,
        "year": in_words(year),
        "states": RETURN_STATES,
        "reminders": reminders.order_by("-created_at"),
        "excused": not_expected_now(row, today=today),
        "in_scope": row.scope == Scope.IN,
    }
    return render(request, "oversight/institution.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def not_expected(request: HttpRequest, urn: int) -> HttpResponse:
    """Say that no return is expected this year, why, and until when."""
    overseen = overseen_or_404(request.user, urn, Can.REMIND)
    now = timezone.now()
    year = academic_year(timezone.localdate(now))
    form = NotExpectedForm(request.POST or None, initial={"until": last_day(year)})
    if form.is_valid():
        try:
            actions.set_not_expected(institution=overseen, by=request.user, now=now, **form.cleaned_data)  # type: ignore[arg-type]
        except Refused as refusal:
            form.add_error("until", str(refusal))
        else:
            messages.success(request, f"No return is expected from {overseen.label} now. Its reminders have stopped.")
            return redirect("oversight:institution", urn=urn)
    return render(
        request, "oversight/not_expected.html", {"institution": overseen, "form": form, "year": in_words(year)}
    )


@require_POST
@login_required
def expected(request: HttpRequest, urn: int) -> HttpResponse:
    """Take "not expected" back."""
    overseen = overseen_or_404(request.user, urn, Can.REMIND)
    actions.end_not_expected(institution=overseen, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, f"A return is expected from {overseen.label} again.")
    return redirect("oversight:institution", urn=urn)

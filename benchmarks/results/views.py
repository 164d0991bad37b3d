"""The results of a submitted return: the page, the page for governors, and the file."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from benchmarks.evidence.freezing import shown_evidence
from benchmarks.models import Return
from benchmarks.queries import latest_submitted
from benchmarks.reach import submitted_for, this_year, year_for
from benchmarks.results import queries as reads
from benchmarks.results.files import as_csv
from benchmarks.results.national import national_beside
from benchmarks.returns.queries import form_of, framework_of, may
from benchmarks.scoring import explain
from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation


@require_GET
@login_required
def results(request: HttpRequest, urn: int, year: str, reference: str = "") -> HttpResponse:
    """The results of the return that counts, or of the one with this reference."""
    found = year_for(request, Can.SEE_RETURN, urn, year)
    return show_results(request, found, submitted_for(found, year, reference))


@require_GET
@login_required
def governors(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """One page to print and hand to governors."""
    found = year_for(request, Can.SEE_RETURN, urn, year)
    return show_results(request, found, submitted_for(found, year), page="governors")


@require_GET
@login_required
def download(request: HttpRequest, urn: int, year: str, reference: str = "") -> HttpResponse:
    """Every answer as a CSV file that a spreadsheet opens without running anything."""
    found = year_for(request, Can.SEE_RETURN, urn, year)
    submitted = submitted_for(found, year, reference)
    answer = HttpResponse(as_csv(submitted), content_type="text/csv; charset=utf-8")
    name = f"gatsby-{found.urn}-{year}-{submitted.number}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def show_results(request: HttpRequest, institution: Organisation, found: Return, page: str = "results") -> HttpResponse:
    """The page of one submitted return, which an institution before this one may have made."""
    columns = reads.beside(found, institution)
    context = {
        "institution": institution,
        "year": found.year,
        "found": found,
        "this_year": this_year(),
        "shown": reads.shown(found),
        "columns": columns,
        "broken": any(column.broken for column in columns),
        "break_note": reads.break_note(found),
        "counts": latest_submitted(institution, found.year) == found,
        "national": national_beside(found),
        "framework": framework_of(found),
        "explained": explain(form_of(found)),
        "evidence": shown_evidence(found) if page == "results" else [],
        "may": may(request.user, institution),
    }
    return render(request, f"benchmarks/{page}.html", context)

"""Find a school, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontdoor.organisations.register import queries

SHOWN = 20


@require_safe
@vary_on_headers("HX-Request")
def schools(request: HttpRequest) -> HttpResponse:
    """Schools and colleges by name, town, postcode or URN. htmx asks for the list alone."""
    text = " ".join(request.GET.get("q", "").split())[: queries.LONGEST]
    hits = queries.find_schools(text, SHOWN + 1) if text else []
    context = {
        "q": text,
        "hits": hits[:SHOWN],
        "more": len(hits) > SHOWN,
        "namesakes": queries.namesakes(hits),
        "answer": queries.where(text),
    }
    part = "_hits.html" if request.headers.get("HX-Request") else "schools.html"
    return render(request, f"organisations/register/{part}", context)

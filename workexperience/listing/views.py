"""The national listing: for anyone, without signing in. htmx asks for what was found alone."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from frontdoor.careers.advisers.queries import talk_of
from frontdoor.careers.content import categories
from frontdoor.careers.models import Category
from workexperience.demand.actions import count_unmet
from workexperience.listing import wanted as asking
from workexperience.listing.boxes import boxes
from workexperience.listing.searching import Found, search


@require_safe
@vary_on_headers("HX-Request")
def listing(request: HttpRequest) -> HttpResponse:
    """Search. Not kept for others: what was closed or filled a moment ago does not show."""
    wanted = asking.wanted(request.GET, categories())
    found = search(wanted, today=timezone.localdate())
    if found.found_nothing and request.method == "GET" and _is_new(request, wanted):
        _count(found)
    context = {
        "found": found,
        "wanted": wanted,
        "boxes": boxes,
        "talk": talk_of(found.service),
    }
    part = "_found.html" if request.headers.get("HX-Request") else "listing.html"
    return render(request, f"workexperience/listing/{part}", context)


def _is_new(request: HttpRequest, wanted: asking.Wanted) -> bool:
    """Whether this is a search, not a further page, and not a filter put on or taken off the search that is open."""
    if wanted.after:
        return False
    if not request.headers.get("HX-Request"):
        return True
    open_now = QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query.encode("ascii", "ignore"))
    before = asking.wanted(open_now, categories())
    return (before.words, before.where, before.sector) != (wanted.words, wanted.where, wanted.sector)


def _count(found: Found) -> None:
    """What somebody looked for in vain is counted, by area and kind of work alone."""
    sector = Category.objects.filter(slug=found.wanted.sector).first() if found.wanted.sector else None
    count_unmet(point=found.point, sector=sector, now=timezone.now())

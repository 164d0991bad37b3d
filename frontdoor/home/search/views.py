"""`/search` and what is suggested while typing. One body for everyone; nothing here asks who the person is."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from frontdoor.careers.advisers.queries import talk
from frontdoor.ground.public_pages import public_page
from frontdoor.ground.tallies import counted
from frontdoor.home import content
from frontdoor.home.search import asking, counting
from frontdoor.home.search.distress import is_distress

A_PAGE = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results, or the page of another outcome. Somebody in distress gets their page from nobody's cache."""
    if not is_distress(_asked(request)):
        return _kept(request)
    response = _page(request, calls=content.calls()["calls"])
    patch_cache_control(response, private=True, no_store=True)
    return response


def _page(request: HttpRequest, calls: Sequence[object] = ()) -> HttpResponse:
    text = _asked(request)
    answer = asking.ask(text)
    if not calls and answer.outcome in asking.COUNTED:
        counting.count(text, today=timezone.localdate())
        _tally(answer.outcome, request)
    page = Paginator(answer.first.hits, A_PAGE).get_page(request.GET.get("page")) if answer.first else None
    context = {"q": text[: asking.LONGEST], "answer": answer, "page": page, "calls": calls, "talk": talk()}
    return render(request, "home/search.html", context)


def _tally(outcome: asking.Outcome, request: HttpRequest) -> None:
    """One more search, and whether it found something. The next page of the same results is no new search."""
    if "page" in request.GET:
        return
    counted("search", "asked")
    if outcome is asking.Outcome.RESULTS:
        counted("search", "found")


_kept = public_page(_page)


def _asked(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").split())


@require_safe
@public_page
def suggestions(request: HttpRequest) -> HttpResponse:
    """The options under the box, as a part of a page. Nothing that is typed here is counted."""
    text = _asked(request)
    found = [] if is_distress(text) else asking.suggestions(text)
    return render(request, "home/_suggestions.html", {"found": found})

"""What personal guidance is, and who gives it. For everybody, signed in or not.

The pages of advisers are not among those that are kept (`frontdoor.ground.public_pages`): they hold people's names, and a
name goes at once when its owner takes it back, a proof is withdrawn or a role ends. No search engine is told of them.
"""

from dataclasses import asdict
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.careers.advisers.queries import talk
from frontdoor.ground.public_pages import ALIKE_FOR_ALL, public_page
from guidance.public import queries
from guidance.public.forms import FindForm, wanted
from guidance.public.queries import Wanted
from guidance.public.shown import Card
from guidance.public.words import words

A_PAGE = 20


@require_safe
@public_page
def what_it_is(request: HttpRequest) -> HttpResponse:
    """What guidance is and is not, and how to get ready for it."""
    return render(request, "guidance/public/what_it_is.html", {"words": words(), "talk": talk()})


@require_safe
def advisers(request: HttpRequest) -> HttpResponse:
    """Meet the advisers: those who chose to be shown, narrowed by what somebody looks for."""
    asked = wanted(request.GET)
    page = Paginator(queries.find(asked, timezone.localdate()), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": FindForm(initial=asdict(asked)),
        "is_narrow": asked != Wanted(),
        "page": page,
        "cards": [Card(adviser) for adviser in page],
        "talk": talk(),
    }
    return _alike(render(request, "guidance/public/advisers.html", context))


@require_safe
def adviser(request: HttpRequest, adviser_id: int) -> HttpResponse:
    """One of them; 404 for whoever is not shown today, whether there is such an adviser or not."""
    today = timezone.localdate()
    found = queries.shown(today).filter(pk=adviser_id).first()
    if found is None:
        raise Http404
    context: dict[str, Any] = {"adviser": found, "card": Card(found), "service": found.service}
    context |= {"level": queries.level(found, today), "talk": talk()}
    context["registers"] = queries.registers(found, today)
    return _alike(render(request, "guidance/public/adviser.html", context))


def _alike(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = ALIKE_FOR_ALL
    response["X-Robots-Tag"] = "noindex"
    return response

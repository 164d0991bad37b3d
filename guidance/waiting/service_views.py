"""The waiting list for those who run the service: how long, what is promised, and nobody's name."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from guidance.access import service_for
from guidance.advisers import queries as advisers
from guidance.advisers.standing import name_of
from guidance.waiting import queries, words

A_PAGE = 30


@require_safe
@login_required
def waiting(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Counts, and the line with the broken promises first. Five queries and one page of it."""
    service, now = service_for(request.user, organisation_id), timezone.now()
    page = Paginator(queries.shown(service.pk, now=now), A_PAGE).get_page(request.GET.get("page"))
    at_work = advisers.at_work().filter(service=service).select_related("user")
    context = {
        "organisation": service.organisation,
        "is_own_staff": service.is_own_staff,
        "counts": queries.counts(queries.live().filter(service=service), now=now),
        "page": page,
        "rows": [(one, words.wanted(one), words.language(one), words.band(one)) for one in page],
        "advisers": sorted((name_of(one), one.pk) for one in at_work),
    }
    return render(request, "guidance/waiting/service.html", context)

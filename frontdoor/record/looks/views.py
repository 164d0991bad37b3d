"""The learner reads who has looked."""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.record.access import get_own
from frontdoor.record.cases.queries import asked_about
from frontdoor.record.looks import queries

PAGE = 50


@require_safe
@login_required
def looked(request: HttpRequest) -> HttpResponse:
    """Every look that the learner is told of, newest first, a heading for each day."""
    learner = get_own(request.user)
    page = Paginator(queries.shown(learner, today=timezone.localdate()), PAGE).get_page(request.GET.get("page"))
    rows = queries.in_words(page)
    context = {
        "page": page,
        "days": [(day, [*found]) for day, found in groupby(rows, key=lambda one: timezone.localdate(one.look.at))],
        "asked": asked_about(learner, [one.look for one in rows]),
        "not_listed": queries.NOT_LISTED,
    }
    return render(request, "record/looks/looked.html", context)

"""The records behind an answer: which count, and why the others near them do not."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from benchmarks.counting.queries import COUNTS, looked_through, of_roll
from benchmarks.evidence.freezing import changed_since, erased_since
from benchmarks.evidence.queries import days_of, measured, plan_of
from benchmarks.models import Return
from benchmarks.queries import latest_submitted, open_return
from benchmarks.reach import year_for
from benchmarks.returns.queries import form_of
from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind

PAGE = 50


@require_safe
@login_required
def records(request: HttpRequest, urn: int, year: str, question: str) -> HttpResponse:
    """What counts today for a question of the year's return; `?not=1` for what is near and does not count."""
    institution, found = _return(request, urn, year)
    made = plan_of(found, question)
    if made is None:
        raise Http404
    today = timezone.localdate()
    rolled: Any = of_roll(institution, today=today)
    near: Any = looked_through(made, rolled.filter(here__year_group__in=[*made.windows]), today=today)
    which = "no" if "not" in request.GET else "yes"
    counts = near.aggregate(yes=Count("pk", filter=Q(why_not=COUNTS)), no=Count("pk", filter=~Q(why_not=COUNTS)))
    rows = near.filter(why_not=COUNTS) if which == "yes" else near.exclude(why_not=COUNTS)
    rows = rows.select_related("activity", "activity__host", "learner").order_by("-activity__day", "pk")
    pages = Paginator(rows, PAGE)
    pages.count = counts[which]  # counted together with the others
    page = pages.get_page(request.GET.get("page"))
    looked(
        by=request.user,
        institution=institution,
        learners=[row.learner_id for row in page],
        page="The records behind the school’s return",
        kind=LookKind.LIST,
        now=timezone.now(),
    )
    context = _about(institution, found, question) | {
        "rule": made.rule,
        "measured": measured(found, today=today, only=question).get(question),
        "page": page,
        "days": days_of(found, made, {row.learner_id for row in page}, today=today),
        "counts": counts,
        "is_not": "not" in request.GET,
    }
    return render(request, "benchmarks/records.html", context)


def _return(request: HttpRequest, urn: int, year: str) -> tuple[Organisation, Return]:
    """The year's return that is open, else the one that counts, which an institution before this one may have made.

    Names are shown, and of this institution's own roll only.
    """
    institution = year_for(request, Can.SEE_LEARNERS, urn, year)
    found = open_return(institution, year) or latest_submitted(institution, year)
    if found is None:
        raise Http404
    return institution, found


def _about(institution: Organisation, found: Return, question: str) -> dict[str, Any]:
    asked = next(one for one in form_of(found).questions() if one.id == question)
    benchmark = next(one for one in form_of(found).benchmarks if any(asked in area.questions for area in one.areas))
    frozen = (
        None if found.is_open else next((row for row in found.frozen.evidence if row["question"] == question), None)
    )
    return {
        "institution": institution,
        "year": found.year,
        "found": found,
        "asked": asked,
        "benchmark": benchmark,
        "frozen": frozen,
        "changed": changed_since(found).get(question, 0) if frozen else 0,
        "erased": erased_since(found).get(question, 0) if frozen else 0,
    }

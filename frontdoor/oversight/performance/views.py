"""`/performance/`: one body for everyone, up to a minute old."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.public_pages import public_page
from frontdoor.ground.years import academic_year
from frontdoor.oversight.performance import queries, rules


@require_safe
@public_page
def performance(request: HttpRequest) -> HttpResponse:
    """How many finish what they begin, and whether pages are useful. No person and no institution is named."""
    today = timezone.localdate()
    period = queries.last_days(today)
    told = queries.tallied(period)
    context = {
        "period": period,
        "today": today,
        "year": academic_year(today),
        "journeys": queries.journeys(period, told),
        "returns": queries.returns(today),
        "useful": queries.useful(told),
        "fewest": rules.FEWEST,
    }
    return render(request, "oversight/performance/performance.html", context)

"""Who needs a guidance meeting, from the benchmarks, beside the sessions that there are, from guidance: counts, no names."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from benchmarks.entitlements.queries import meetings_due
from frontdoor.organisations.access import Can, place_for
from frontdoor.record.queries import roll
from guidance.blocks.capacity import capacity


@require_safe
@login_required
def by_month(request: HttpRequest, urn: int) -> HttpResponse:
    """Month by month to the end of the academic year; a block that is bought is in it at once."""
    institution, _can = place_for(request.user, Can.CHOOSE_SUPPLIERS, urn=urn)
    now = timezone.now()
    today = timezone.localdate(now)
    due = meetings_due(institution, list(roll(institution, today=today)), today=today)
    found = capacity(institution, due, now=now)
    return render(request, "home/capacity.html", {"institution": institution, "capacity": found})

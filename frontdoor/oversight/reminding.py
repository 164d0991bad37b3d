"""Remind these: choose on the list, check, send, see what came of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from benchmarks.models import ReminderRequest
from benchmarks.reminders import actions, by_hand
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.oversight import queries
from frontdoor.oversight.forms import FilterForm


@require_http_methods(["GET", "POST"])
@login_required
def remind(request: HttpRequest) -> HttpResponse:
    """GET shows what would happen, POST does it. `urn` names institutions one by one; without it the filters choose."""
    if not organisations_for(request.user, Can.REMIND).exists():
        raise Http404
    chosen = request.POST if request.method == "POST" else request.GET
    now = timezone.now()
    ids = _ids(request.user, chosen, now=now)
    if ids is None:
        messages.error(request, "Choose at least one institution, or use “Remind all in this list”.")
        return redirect("oversight:coverage")
    try:
        if request.method == "POST":
            asked = actions.remind_by_hand(
                institutions=ids,
                asker=queries.asker(request.user),
                by=request.user,  # type: ignore[arg-type]
                now=now,
            )
            return redirect("oversight:reminded", request_id=asked.pk)
        context = {
            "check": by_hand.check(ids, now=now),
            "chosen": _hidden(chosen),
            "asker": queries.asker(request.user),
        }
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("oversight:coverage")
    return render(request, "oversight/remind.html", context)


@require_GET
@login_required
def reminded(request: HttpRequest, request_id: int) -> HttpResponse:
    """What came of it; a large one may still be in the worker's hands. Only the person who asked sees it."""
    mine = ReminderRequest.objects.filter(created_by=request.user.pk)
    return render(request, "oversight/reminded.html", {"asked": get_object_or_404(mine, pk=request_id)})


def _ids(user: Any, chosen: QueryDict, *, now: Any) -> list[int] | None:
    """The chosen institutions among those that the person oversees; None when nothing is chosen."""
    today = timezone.localdate(now)
    if "all" in chosen:
        filters = FilterForm(chosen, user=user).filters()
        if filters is None:
            return None
        rows = queries.in_state(queries.covered(user, filters, today=today), filters.state or "not-yet")
    else:
        urns = [int(urn) for urn in chosen.getlist("urn") if urn.isascii() and urn.isdigit() and len(urn) < 10]
        if not urns:
            return None
        rows = queries.institutions_of(user).filter(urn__in=urns)
    return list(rows.values_list("pk", flat=True))


def _hidden(chosen: QueryDict) -> list[tuple[str, str]]:
    """What the check page carries on to the button: the filters, or the URNs."""
    names = ["all", "words", "state", "area", "type"] if "all" in chosen else ["urn"]
    return [(name, value) for name in names for value in chosen.getlist(name) if value]

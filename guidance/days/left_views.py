"""For whoever runs a service: meetings whose adviser has left are given to somebody else, or cancelled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from guidance.access import service_for
from guidance.booking import actions
from guidance.booking.rules import for_staff
from guidance.days import left, said
from guidance.models import Meeting

A_PAGE = 50
BECAUSE = "Your adviser does not work for the service any more."
CHOOSE = "Choose an adviser, or cancel the meeting."


@require_safe
@login_required
def meetings(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """All of them, the next first."""
    service = service_for(request.user, organisation_id)
    page = Paginator(left.left([service], timezone.now()), A_PAGE).get_page(request.GET.get("page"))
    context = {"organisation": service.organisation, "page": page, "words": said}
    return render(request, "guidance/days/left.html", context)


@READ_OR_SEND
@login_required
def meeting(request: HttpRequest, organisation_id: int, meeting_id: int) -> HttpResponse:
    """One of them: who is free at its time, and the button that cancels it."""
    service, now = service_for(request.user, organisation_id), timezone.now()
    found = get_object_or_404(left.left([service], now), pk=meeting_id)
    why_nobody = left.why_nobody(found, now)
    could = [] if why_nobody else left.who_could(found, now)
    if request.method == "POST":
        return _act(request, found, {str(one.pk) for one in could}, why_nobody or CHOOSE)
    context = {"organisation": service.organisation, "meeting": found, "could": could, "words": said}
    return render(request, "guidance/days/left_one.html", context | {"why_nobody": why_nobody})


def _act(request: HttpRequest, found: Meeting, could: set[str], otherwise: str) -> HttpResponse:
    organisation_id = found.adviser.service.organisation_id
    who, now, given = person(request), timezone.now(), request.POST.get("adviser", "")
    try:
        if request.POST.get("answer") == "cancel":
            actions.cancel(meeting_id=found.pk, because=BECAUSE, by=who, now=now)
            messages.success(request, f"The meeting {found.reference} is cancelled.")
        elif given in could:
            made = actions.move(meeting_id=found.pk, chosen=left.given_to(found, int(given)), by=who, now=now)
            messages.success(request, f"The meeting {made.reference} is now with {made.adviser.user}.")
        else:
            messages.error(request, otherwise)
            return redirect("guidance:left-meeting", organisation_id, found.pk)
    except Refused as refusal:
        messages.error(request, for_staff(str(refusal)))
    return redirect("guidance:left-meetings", organisation_id)

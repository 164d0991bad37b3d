"""A learner says how a meeting was, signed in or by the letter's key; what was said, for advisers and who runs a service."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from frontdoor.ground.refused import Refused
from guidance.access import service_for
from guidance.booking import words
from guidance.days.views import advising
from guidance.feedback import actions, queries
from guidance.feedback.forms import FeedbackForm, as_initial
from guidance.feedback.rules import last_day, why_not
from guidance.meetings.doors import Door
from guidance.models import Adviser, Feedback
from guidance.times.clocks import london_day

A_PAGE = 30
THANKS = "Thank you. Your adviser can read it now."
NOT_YET = " If you do not know yet what to do next, another talk can help: you can book a meeting on this page."


def feedback(request: HttpRequest, door: Door) -> HttpResponse:
    """GET asks, filled in with what was said before; POST keeps it. Whoever has only the key sees nothing that was said."""
    now, meeting = timezone.now(), door.meeting
    refused = why_not(meeting, timezone.localdate(now))
    said = Feedback.objects.filter(meeting=meeting).first()
    form = FeedbackForm(
        request.POST if request.method == "POST" else None, initial=as_initial(said) if door.is_own else {}
    )
    if not refused and form.is_valid():
        try:
            actions.say(meeting_id=meeting.pk, **form.cleaned_data, now=now)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, THANKS + ("" if form.cleaned_data["knows_next"] else NOT_YET))
            return redirect(door.address())
    context = {
        "door": door,
        "when": words.when(meeting),
        "adviser": words.adviser(meeting),
        "form": form,
        "why_not": refused,
        "has_said": said is not None,
        "until": last_day(london_day(meeting.during.lower)),
    }
    return render(request, "guidance/feedback/say.html", context)


@require_safe
@login_required
def service(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What learners said about the advisers of a service, for those who run it."""
    found = service_for(request.user, organisation_id)
    context = _said(request, Adviser.objects.filter(service=found)) | {"organisation": found.organisation}
    return render(request, "guidance/feedback/service.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The same about an adviser's own meetings, over all their services."""
    return render(request, "guidance/feedback/mine.html", _said(request, advising(request)))


def _said(request: HttpRequest, advisers: Any) -> dict[str, Any]:
    """Counts, and a page of the words. Three queries, however many there are."""
    now = timezone.now()
    found = queries.about(advisers, now)
    page = Paginator(queries.words(found, now), A_PAGE).get_page(request.GET.get("page"))
    return {"counts": queries.counts(found), "page": page, "words": [queries.as_words(row) for row in page]}

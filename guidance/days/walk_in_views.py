"""Staff of the adult service book for somebody who phones or walks in: who, time, check, done. One address for the first three.

Answers travel in the form itself. The meeting never stands in a record that the person may have by an account.
"""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontdoor.ground.fields import PARTS
from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind
from frontdoor.people.queries import person
from guidance.access import service_for
from guidance.booking.queries import around
from guidance.days import flow, said
from guidance.days.actions import book_for_caller
from guidance.days.flow import Errand
from guidance.days.for_views import SENT, about
from guidance.days.forms import BookForm, CallerForm
from guidance.days.paging import after_of, pick
from guidance.models import BookedAs, Meeting, Service

BORN = tuple(f"born_{part}" for part in PARTS)
WHO = ("given_names", "family_name", *BORN)
AFTER_WHO = ("who", "time", "book", "change")
NOTE = "We send no letter: tell them the time and the reference."


def service_for_adults(request: HttpRequest, organisation_id: int) -> Service:
    """The adult service that this person runs; 404 for every other."""
    service = service_for(request.user, organisation_id)
    if service.organisation.kind != Kind.ADULT_SERVICE:
        raise Http404
    return service


@never_cache
@READ_OR_SEND
@login_required
def walk_in(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Who they are, then when, then everything once more."""
    service, today = service_for_adults(request, organisation_id), timezone.localdate()
    step = request.POST.get("step", "")
    form = CallerForm(request.POST if step in AFTER_WHO else None, today=today, initial=_typed(request, today))
    if not form.is_valid():
        context = {"form": form, "organisation": service.organisation}
        return render(request, "guidance/days/walk_in.html", context)
    errand = flow.by_service(service, born=form.cleaned_data["born"], by=person(request), now=timezone.now())
    return _when(request, service, errand, form)


def _when(request: HttpRequest, service: Service, errand: Errand, who: CallerForm) -> HttpResponse:
    step = request.POST["step"]
    times, later = pick(flow.slots(errand, after_of(request)))
    ways = flow.channels(errand)
    typed = {name: request.POST[name] for name in SENT if name in request.POST}
    form = BookForm(request.POST if step in ("time", "book") else None, slots=times, channels=ways, initial=typed)
    kept = [(name, request.POST[name]) for name in WHO if name in request.POST]
    frame = {"organisation": service.organisation, "name": who.caller().given_names, "kept": kept}
    if form.is_valid() and (answer := _go_on(request, service, errand, who=who, form=form, frame=frame)):
        return answer
    context = {"form": form, "days": flow.days(times), "later": later, "after": None, "said": said}
    context["no_video"] = flow.no_video(errand)
    return render(request, "guidance/days/walk_in_time.html", frame | context)


def _go_on(
    request: HttpRequest, service: Service, errand: Errand, *, who: CallerForm, form: BookForm, frame: dict[str, Any]
) -> HttpResponse | None:
    """The check, or the booking; None when the time has gone, which the form says."""
    try:
        if request.POST["step"] == "book":
            facts: dict[str, Any] = {"chosen": form.chosen(), "answers": form.answers(), "by": errand.by}
            made = book_for_caller(service=service, caller=who.caller(), now=errand.now, **facts)
            return redirect("guidance:walk-in-booked", service.organisation_id, made.pk)
        kept = flow.keep(errand, form.chosen())
    except Refused as refusal:
        form.add_error("time", str(refusal).rstrip("."))
        return None
    meeting = flow.as_meeting(errand, kept, form.answers())
    context = about(meeting) | {"until": kept.expires_at, "said": said, "note": NOTE, "caller": who.caller()}
    context["kept"] = [*frame["kept"], *((name, form.cleaned_data[name]) for name in SENT)]
    return render(request, "guidance/days/walk_in_check.html", frame | context)


@require_safe
@login_required
def booked(request: HttpRequest, organisation_id: int, meeting_id: int) -> HttpResponse:
    """Done: the time and the reference, and no name."""
    service = service_for_adults(request, organisation_id)
    mine = Meeting.objects.filter(adviser__service=service, booked_as=BookedAs.STAFF, created_by=person(request))
    found = get_object_or_404(around(mine), pk=meeting_id)
    context = about(found) | {"organisation": service.organisation, "note": NOTE}
    return render(request, "guidance/days/walk_in_done.html", context)


def _typed(request: HttpRequest, today: date) -> dict[str, Any]:
    """What was said before, when somebody goes back to change it."""
    before = CallerForm(request.POST, today=today)
    before.is_valid()
    return before.cleaned_data

"""The three pages on which staff book for somebody else: time, check, done. One address for the first two.

Answers travel in the form itself; only the time is kept between the pages. Everything that comes back is checked again.
"""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.queries import person
from frontdoor.record.access import get_pupil
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Learner, LookKind
from guidance.booking import words
from guidance.booking.queries import BEGINS, around
from guidance.days import flow, queries, said
from guidance.days.flow import Errand
from guidance.days.forms import BookForm
from guidance.days.paging import after_of, pick
from guidance.days.views import advising, look
from guidance.meetings.shown import to_staff
from guidance.models import BookedAs, Meeting, Topic

SENT = ("time", "channel", "topic", "phone")


@never_cache
@READ_OR_SEND
@login_required
def for_learner(request: HttpRequest, learner_id: int) -> HttpResponse:
    """An adviser books for somebody whom they see: 404 for everybody else."""
    mine, now = advising(request), timezone.now()
    met = list(queries.seen(request.user, timezone.localdate()).filter(learner=learner_id).order_by(BEGINS.desc()))
    if not met:
        raise Http404
    look(request, met[:1], "Booking a meeting with you", LookKind.PAGE)
    errand = flow.by_adviser(met[0].learner, mine, by=person(request), now=now)
    last = {"topic": met[0].topic, "phone": met[0].phone, "channel": met[0].channel}
    frame = {
        "learner": met[0].learner,
        "organisation": met[0].adviser.service.organisation,
        "back": {"href": "/guidance/caseload/", "text": "The people you meet"},
        "is_adviser": True,
        "links": [],
    }
    return pages(request, errand, frame, last)


@require_safe
@login_required
def for_learner_booked(request: HttpRequest, learner_id: int, meeting_id: int) -> HttpResponse:
    """Done: the reference, and what happens next."""
    advising(request)
    seen = queries.seen(request.user, timezone.localdate())
    found = get_object_or_404(seen, pk=meeting_id, learner=learner_id, booked_as=BookedAs.ADVISER)
    look(request, [found], "Booking a meeting with you", LookKind.PAGE)
    links = [("See the meeting", f"/guidance/day/{found.pk}/"), ("Your meetings", "/guidance/day/")]
    return done(request, found, {"learner": found.learner, "is_adviser": True, "links": links})


@never_cache
@READ_OR_SEND
@login_required
def for_pupil(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """Staff of a school book for a learner on its roll, with whoever gives guidance to them there."""
    institution, learner, held = _pupil(request, urn, learner_id)
    errand = flow.by_school(learner, institution.pk, by=person(request), now=timezone.now())
    frame = {
        "learner": learner,
        "organisation": institution,
        "back": {"href": f"/learners/{urn}/{learner_id}/", "text": learner.name},
        "is_adviser": False,
        "meetings": to_staff(learner, institution, timezone.now(), reads=Can.MANAGE_LEARNERS in held),
        "links": [("Record that a parent or carer said yes", f"/guidance/suppliers/{urn}/yes/{learner_id}/")],
    }
    return pages(request, errand, frame, {})


@require_safe
@login_required
def for_pupil_booked(request: HttpRequest, urn: int, learner_id: int, meeting_id: int) -> HttpResponse:
    """Done: the reference, and what happens next."""
    institution, learner, _held = _pupil(request, urn, learner_id)
    mine = around(Meeting.objects.filter(learner=learner, institution=institution, booked_as=BookedAs.STAFF))
    found = get_object_or_404(mine, pk=meeting_id)
    links = [("Go back to their page", f"/learners/{urn}/{learner_id}/")]
    return done(request, found, {"learner": learner, "is_adviser": False, "links": links})


def _pupil(request: HttpRequest, urn: int, learner_id: int) -> tuple[Organisation, Learner, frozenset[Can]]:
    institution, held = place_for(request.user, Can.LOG_ACTIVITY, urn=urn, kind=Kind.INSTITUTION)
    learner = get_pupil(institution, today=timezone.localdate(), pk=learner_id)
    now = timezone.now()
    looked(by=request.user, institution=institution, learners=[learner.pk], page="Booking a meeting for you", now=now)
    return institution, learner, held


def pages(request: HttpRequest, errand: Errand, frame: dict[str, Any], last: dict[str, str]) -> HttpResponse:
    """Time, then check; the press on the second books and leads to the third."""
    step = request.POST.get("step", "")
    times, later = pick(flow.slots(errand, after_of(request)))
    ways = flow.channels(errand)
    typed = {name: request.POST[name] for name in SENT if name in request.POST}
    form = BookForm(
        request.POST if step in ("time", "book") else None,
        slots=times,
        channels=ways,
        initial=last | typed,
    )
    if form.is_valid():
        answer = _book(errand, form, frame) if step == "book" else _check(request, errand, form, frame)
        if answer:
            return answer
    context = {
        "form": form,
        "days": flow.days(times),
        "later": later,
        "after": request.GET.get("after"),
        "said": said,
        "why_not": flow.why_not(errand),
        "no_video": flow.no_video(errand),
        "has_ways": bool(errand.through),
    }
    return render(request, "guidance/days/for_time.html", frame | context)


def _check(request: HttpRequest, errand: Errand, form: BookForm, frame: dict[str, Any]) -> HttpResponse | None:
    """The time is kept, and everything is shown once more. None when the time has gone, which the form says."""
    try:
        kept = flow.keep(errand, form.chosen())
    except Refused as refusal:
        form.add_error("time", str(refusal).rstrip("."))
        return None
    meeting = flow.as_meeting(errand, kept, form.answers())
    context = about(meeting) | {"kept": [(name, form.cleaned_data[name]) for name in SENT], "until": kept.expires_at}
    context["said"] = said
    return render(request, "guidance/days/for_check.html", frame | context)


def _book(errand: Errand, form: BookForm, frame: dict[str, Any]) -> HttpResponse | None:
    try:
        made = flow.book(errand, form.chosen(), form.answers())
    except Refused as refusal:
        form.add_error("time", str(refusal).rstrip("."))
        return None
    if frame["is_adviser"]:
        return redirect("guidance:for-learner-booked", made.learner_id, made.pk)
    return redirect("guidance:for-pupil-booked", frame["organisation"].urn, made.learner_id, made.pk)


def done(request: HttpRequest, found: Meeting, frame: dict[str, Any]) -> HttpResponse:
    """The third page."""
    return render(request, "guidance/days/for_done.html", frame | about(found))


def about(meeting: Meeting) -> dict[str, Any]:
    """A meeting in words, for the second and the third page."""
    is_unsure = meeting.topic == Topic.NOT_SURE
    return {
        "meeting": meeting,
        "when": words.when(meeting),
        "how": words.how(meeting),
        "adviser": words.adviser(meeting),
        "service": meeting.adviser.service.organisation,
        "topic": "They are not sure yet" if is_unsure else meeting.get_topic_display(),
        "place": words.at(meeting.place) if meeting.place else [],
        "has_address": flow.has_address(meeting),
    }

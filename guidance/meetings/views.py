"""A learner's meetings. What is done with one is the same page for who is signed in and for who has the letter's key.

Those pages take a `Door`; how each is come to, and by which methods, stands in `urls`.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.queries import own_learner
from guidance.booking import actions, words
from guidance.meetings import files, moving, shown, supporters
from guidance.meetings.after import after
from guidance.meetings.doors import Door, own_door
from guidance.meetings.forms import MoveForm, SupporterForm
from guidance.models import Channel, Supporter

FILE_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Disposition": 'attachment; filename="careers-meeting.ics"',
}
OVER = (actions.BEGUN, actions.CANCELLED)
NO_CHANGE = "This meeting can no longer be changed."


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All the meetings of whoever is signed in; nobody has to have a record."""
    now, learner = timezone.now(), own_learner(request.user)
    coming, others = shown.mine(learner, now) if learner else ([], [])
    rows = {
        name: [{"meeting": one, "stands": shown.stands(one, now), **_facts(one)} for one in found]
        for name, found in (("coming", coming), ("others", others))
    }
    return render(request, "guidance/meetings/mine.html", rows)


def one(request: HttpRequest, door: Door) -> HttpResponse:
    """A meeting: when, how and where, with whom, and what can be done."""
    meeting, now = door.meeting, timezone.now()
    context = _frame(door) | {
        "stands": shown.stands(meeting, now),
        "joining": shown.joining(meeting, is_own=door.is_own),
        "prepare": words.PREPARE,
        "who_booked": shown.who_booked(meeting),
        "who_cancelled": shown.who_cancelled(meeting) if meeting.is_cancelled and door.is_own else "",
        "supporters": list(supporters.live(meeting)) if door.is_own else [],
        "most_supporters": supporters.MOST,
        "after": after(door, now),
    }
    return render(request, "guidance/meetings/one.html", context)


def move(request: HttpRequest, door: Door) -> HttpResponse:
    """GET shows the next free times; POST gives the meeting one of them."""
    now, said = timezone.now(), {**request.GET.dict(), **request.POST.dict()}
    if request.method != "POST" and not shown.stands(door.meeting, now).can_change:
        return _too_late(request, door)
    wanted = moving.asked(door.meeting, said.get("how", ""), said.get("who", ""), said.get("after", ""))
    form = MoveForm(request.POST if request.method == "POST" else None, channel=wanted.channel)
    if form.is_valid():
        try:
            actions.move(meeting_id=door.meeting.pk, chosen=form.cleaned_data["time"], by=door.by, now=now)
        except Refused as refusal:
            if str(refusal) in OVER:
                return _too_late(request, door)
            form.add_error("time", str(refusal))
        else:
            messages.success(request, "Your meeting has changed. We have written to you and to your adviser.")
            return redirect(door.address())
    times = moving.times(door, wanted, now)
    context = _frame(door) | {
        "form": form,
        "times": times,
        "days": times.in_words(),
        "said_once": times.said_once,
        "channels": [(one, Channel(one).label) for one in times.channels],
        "links": _links(door, times),
    }
    return render(request, "guidance/meetings/move.html", context)


def _links(door: Door, times: moving.Times) -> dict[str, str]:
    """To later times and back, and to those of more advisers and back."""
    here, how = door.address("move"), times.asked.channel
    who = "any" if times.asked.anybody else ""
    asked = {"first": {"who": who}, "mine": {}, "any": {"who": "any"}}
    if times.later:
        asked["later"] = {"who": who, "after": str(int(times.later.timestamp()))}
    return {
        name: f"{here}{'&' if '?' in here else '?'}{urlencode({'how': how, **facts})}" for name, facts in asked.items()
    }


def cancel(request: HttpRequest, door: Door) -> HttpResponse:
    """GET asks; POST cancels it, and its time is somebody else's.

    Nobody is asked why: from this moment the adviser sees nothing of the learner, so that nobody would read it.
    """
    now = timezone.now()
    if request.method != "POST":
        if not shown.stands(door.meeting, now).can_change:
            return _too_late(request, door)
        return render(request, "guidance/meetings/cancel.html", _frame(door))
    try:
        actions.cancel(meeting_id=door.meeting.pk, because="", by=door.by, now=now)
    except Refused:
        return _too_late(request, door)
    messages.success(request, "Your meeting is cancelled. Somebody else can have the time now.")
    return redirect(door.address())


def file(request: HttpRequest, door: Door) -> HttpResponse:  # noqa: ARG001 as the other pages
    """The meeting for a calendar."""
    made = files.calendar(door.meeting, host=urlsplit(settings.SITE_URL).hostname or "", now=timezone.now())
    return HttpResponse(made, content_type="text/calendar; charset=utf-8", headers=FILE_HEADERS)


@READ_OR_SEND
@login_required
def supporter(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The learner asks somebody to join them."""
    door = own_door(request, meeting_id)
    if not shown.stands(door.meeting, timezone.now()).can_change:
        return _too_late(request, door)
    form = SupporterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            supporters.invite(meeting_id=meeting_id, **form.cleaned_data, by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "We have written to them.")
            return redirect(door.address())
    return render(request, "guidance/meetings/supporter.html", _frame(door) | {"form": form})


@require_POST
@login_required
def supporter_end(request: HttpRequest, meeting_id: int, supporter_id: int) -> HttpResponse:
    """The learner takes it back."""
    door = own_door(request, meeting_id)
    found = get_object_or_404(Supporter, pk=supporter_id, meeting=door.meeting)
    supporters.take_back(supporter_id=found.pk, by=person(request), now=timezone.now())
    messages.success(request, f"{found.name} is not asked to join any more.")
    return redirect(door.address())


def _too_late(request: HttpRequest, door: Door) -> HttpResponse:
    messages.error(request, NO_CHANGE)
    return redirect(door.address())


def _frame(door: Door) -> dict[str, Any]:
    """What every page of one meeting shows."""
    return {"door": door, "meeting": door.meeting, **_facts(door.meeting)}


def _facts(meeting: Any) -> dict[str, str]:
    return {
        "when": words.when(meeting),
        "how": words.how(meeting),
        "adviser": words.adviser(meeting),
        "service": meeting.adviser.service.organisation.name,
    }

"""A time is kept, details, check, booked. The answers travel in the form itself: nothing is stored before the end."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.clock import time_in_words
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.models import Learner
from frontdoor.record.plan.queries import what_helps
from frontdoor.record.queries import own_learner
from guidance.booking import actions, finding, queries, shown, words, yeses
from guidance.booking.actions import Answers, Chosen
from guidance.booking.asked import Asked, chosen, key_of, read
from guidance.booking.finding import Wanted
from guidance.booking.forms import NAMES, DetailsForm
from guidance.booking.own import book_own
from guidance.booking.rules import AT_THAT_TIME
from guidance.booking.views import back_to_times, times_page
from guidance.booking.visitor import Visitor, agreed, is_full, is_known, visitor
from guidance.booking.ways import ways
from guidance.models import Channel, Hold, Meeting
from guidance.times.clocks import london_day

NOT_THEIRS = (
    "The time that you chose is with a service for other people. "
    "These are the times of the advisers that your school or college has chosen for you."
)
OVER = "We kept this time for you for 15 minutes, and they are over. Choose a time again."
BORN = ("born_day", "born_month", "born_year")
TYPED = (*NAMES, *BORN, "phone", "language", "topic", "words", "helps", "shares_what_helps")


@dataclass(frozen=True)
class Draft:
    """A booking that is not made yet: what was asked for, for whom, and the time that is kept."""

    asked: Asked
    learner: Learner | None
    hold: Hold
    time: Chosen


@never_cache
@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    """Keep a time and go on. Whoever is not signed in does that first, and goes on with the time that they chose."""
    asked, now, typed = read(request.POST), timezone.now(), _typed(request)
    time = chosen(request.POST.get("time", ""), asked.how)
    if not request.user.is_authenticated:
        return _to_sign_in(request, asked.to("book", key_of(time)) if time else asked.to("choose"))
    if time is None:
        return back_to_times(request, asked, now, kept=typed.items(), is_empty=True)
    learner = own_learner(request.user)
    try:
        kept = actions.hold(chosen=time, learner=learner, by=person(request), now=now)
    except Refused as refusal:
        return _lost(request, asked, str(refusal), now)
    if set(typed) - {"topic"}:  # typed for a time that has gone
        return _details(request, Draft(asked, learner, kept, time))
    return redirect(asked.to("book"))


def _to_sign_in(request: HttpRequest, after: str) -> HttpResponse:
    """Sign in, or make an account, by which button was pressed; then on."""
    if "new" in request.POST:
        return redirect_to_login(after, reverse("account_signup"))
    return redirect_to_login(after)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def book(request: HttpRequest) -> HttpResponse:
    """Details, check, booked. A second press of the last button leads to what the first has booked.

    Whoever comes from signing in has their time in the address. To look keeps nothing: the first press does.
    """
    asked, now = read(request.GET), timezone.now()
    wanted = _wanted(request)
    if made := _made(request, wanted):
        return redirect("guidance:booked", made.pk)
    learner = own_learner(request.user)
    try:
        kept = _kept(request, learner, wanted, now)
    except Refused as refusal:
        if made := _made(request, wanted):  # by the first press, in this very moment
            return redirect("guidance:booked", made.pk)
        return _lost(request, asked, str(refusal), now)
    if kept and kept.pk is None and (stop := _stopped(request, asked, kept, now)):
        return stop
    if kept is None:
        messages.error(request, OVER)
        return redirect(asked.to("choose"))
    time = Chosen(kept.adviser_id, kept.during.lower, kept.channel)
    return _screen(request, Draft(asked, learner, kept, time), now)


def _wanted(request: HttpRequest) -> Chosen | None:
    """The time of the form that they send, or of the address that they open."""
    sent = request.POST if request.method == "POST" else request.GET
    return chosen(sent.get("time", ""), sent.get("how", ""))


def _made(request: HttpRequest, wanted: Chosen | None) -> Meeting | None:
    """What they have booked at this time already."""
    learner = own_learner(request.user) if wanted else None
    return queries.booked_at(learner, wanted.adviser_id, wanted.start) if wanted and learner else None


def _kept(request: HttpRequest, learner: Learner | None, wanted: Chosen | None, now: datetime) -> Hold | None:
    """The time that is kept for them: the one of the form that they send, kept again when it was not any more.

    Of an address that they open with a time: this one as it is free now, not kept yet.
    """
    kept = queries.hold_of(person(request).pk, now=now)
    if wanted is None or (kept and (kept.adviser_id, kept.during.lower, kept.channel) == _parts(wanted)):
        return kept
    facts: dict[str, Any] = {"chosen": wanted, "learner": learner, "by": person(request), "now": now}
    if request.method != "POST":
        return _seen(visitor(request.user, now=now), wanted, facts)
    actions.hold(**facts)
    return queries.hold_of(person(request).pk, now=now)


def _seen(seeker: Visitor, wanted: Chosen, facts: dict[str, Any]) -> Hold:
    """The time that they chose before we knew who they are. Refused with why it is not for them."""
    if not finding.whom(seeker.through, Wanted(adviser_id=wanted.adviser_id)).exists():
        raise Refused(NOT_THEIRS if seeker.learner and seeker.through else actions.TAKEN)
    found = actions.look(**facts)
    if any(one.during.lower < found.during.upper and found.during.lower < one.during.upper for one in seeker.coming):
        raise Refused(AT_THAT_TIME)
    return found


def _stopped(request: HttpRequest, asked: Asked, kept: Hold, now: datetime) -> HttpResponse | None:
    """The times in place of the questions, where nobody may answer these: somebody's yes is missing, or they have enough.

    The times say so themselves.
    """
    seeker, day = visitor(request.user, now=now), london_day(kept.during.lower)
    left, _stop = agreed(seeker, kept.channel)
    if is_full(seeker) or finding.way_to(left, kept.adviser, day) is None:
        return times_page(request, asked, seeker)
    return None


def _parts(time: Chosen) -> tuple[int, datetime, str]:
    return time.adviser_id, time.start, time.channel


def _lost(request: HttpRequest, asked: Asked, refusal: str, now: datetime) -> HttpResponse:
    """The time has gone: why, and the times that are free now; what was typed goes along."""
    messages.error(request, refusal)
    return back_to_times(request, asked, now, kept=_typed(request).items())


def _screen(request: HttpRequest, draft: Draft, now: datetime) -> HttpResponse:
    """The screen that comes next: the details while something is wrong with them, else what was pressed."""
    step = request.POST.get("step", "")
    if step not in ("details", "check"):
        return _details(request, draft)
    form = DetailsForm(request.POST, **_about(draft))
    if not form.is_valid():
        return _details(request, draft, form)
    if why_not := _missing_yes(draft, form, now):
        form.add_error(None, why_not)
        return _details(request, draft, form)
    return _send(request, draft, form, now) if step == "check" else _check(request, draft, form)


def _about(draft: Draft) -> dict[str, Any]:
    """What is asked: what is not known yet, and what this meeting needs."""
    learner, asks = draft.learner, set[str]()
    if learner is None:
        asks |= {*NAMES}
    if not is_known(learner):
        asks.add("born")
    if draft.hold.channel == Channel.PHONE:
        asks.add("phone")
    if draft.hold.adviser.languages:
        asks.add("language")
    if learner and what_helps(learner):
        asks.add("shares_what_helps")
    return {"asks": asks, "languages": draft.hold.adviser.languages}


def _details(request: HttpRequest, draft: Draft, form: DetailsForm | None = None) -> HttpResponse:
    typed = _typed(request)
    born = [typed.get(name, "") for name in BORN]
    initial = {"topic": draft.asked.topic, "language": draft.asked.language, **typed, "born": born}
    form = form or DetailsForm(initial=initial, **_about(draft))
    return render(request, "guidance/booking/details.html", _said(draft) | {"form": form})


def _check(request: HttpRequest, draft: Draft, form: DetailsForm) -> HttpResponse:
    context = {"rows": shown.answers(form.cleaned_data), "kept": [*_typed(request).items()]}
    return render(request, "guidance/booking/check.html", _said(draft) | context)


def _said(draft: Draft) -> dict[str, Any]:
    """The time that is kept, in words."""
    meeting = shown.as_meeting(draft.hold)
    return {
        "asked": draft.asked,
        "time_key": key_of(draft.time),
        "how_key": draft.time.channel,
        "when": words.when(meeting),
        "how": words.how(meeting),
        "adviser": words.adviser(meeting),
        "service": draft.hold.adviser.service.organisation.name,
        "place": words.at(draft.hold.place) if draft.hold.place else [],
        "until": time_in_words(timezone.localtime(draft.hold.expires_at).time()) if draft.hold.expires_at else "",
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    """What this draft says so far, by box."""
    return {name: request.POST[name] for name in TYPED if name in request.POST}


def _missing_yes(draft: Draft, form: DetailsForm, now: datetime) -> str:
    """Whose yes is missing for this meeting, by what they have just said about themself too."""
    who = copy(draft.learner) if draft.learner else Learner()
    who.date_of_birth = form.about().born or who.date_of_birth
    day = london_day(draft.time.start)
    way = finding.way_to(ways(draft.learner, now=now), draft.hold.adviser, day)
    return yeses.why_not(who, way.institution_id, draft.time.channel, on=day) if way else ""


def _send(request: HttpRequest, draft: Draft, form: DetailsForm, now: datetime) -> HttpResponse:
    try:
        made = book_own(
            learner=draft.learner,
            about=form.about(),
            chosen=draft.time,
            answers=Answers(**form.answers()),
            by=person(request),
            now=now,
        )
    except Refused as refusal:
        if str(refusal) == actions.TAKEN:
            return _lost(request, draft.asked, str(refusal), now)
        messages.error(request, str(refusal))
        return _check(request, draft, form)
    return redirect("guidance:booked", made.pk)


@never_cache
@require_safe
@login_required
def booked(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """It is booked: the reference, how to join and how to get ready. For its learner; one that is cancelled has its own page."""
    mine = queries.around(Meeting.objects.filter(learner__account=person(request)))
    meeting = mine.filter(pk=meeting_id).first()
    if meeting is None:
        raise Http404
    page = f"/guidance/meetings/{meeting.pk}/"
    if meeting.is_cancelled:
        return redirect(page)
    context = {
        "meeting": meeting,
        "when": words.when(meeting),
        "how": words.how(meeting),
        "adviser": words.adviser(meeting),
        "joining": words.joining(meeting),
        "prepare": words.PREPARE,
        "page": page,
    }
    return render(request, "guidance/booking/booked.html", context)

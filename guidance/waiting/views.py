"""The waiting list for whoever waits: what joining means, where they stand, and the time that is offered."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from frontdoor.careers.advisers.queries import talk
from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.access import get_own
from frontdoor.record.plan.queries import what_helps
from guidance.booking import links as meetings
from guidance.booking import words as said
from guidance.booking.actions import TAKEN, Answers
from guidance.booking.asked import read
from guidance.booking.finding import Slot, Wanted
from guidance.booking.forms import NAMES
from guidance.booking.visitor import Visitor, is_known, offered, visitor
from guidance.models import Language, Service, Topic, Wait
from guidance.times.clocks import london_day
from guidance.times.words import day_with_weekday
from guidance.waiting import actions, letters, links, own, queries, rules, words
from guidance.waiting.forms import JoinForm

HEADERS = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow"}
JOINED = "You are on the waiting list. We have sent you an email about it."
LEFT = "You are not on the waiting list any more."
SAID_NO = "You said no to this time."


@never_cache
@READ_OR_SEND
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """What joining means, with the form; for whoever waits already, where they stand."""
    now = timezone.now()
    seeker = visitor(request.user, now=now)
    mine = queries.live_of(seeker.learner) if seeker.learner else None
    return _mine(request, mine, now) if mine else _join(request, seeker, now)


def _join(request: HttpRequest, seeker: Visitor, now: datetime) -> HttpResponse:
    asked, found = read(request.GET), offered(seeker.through)
    way = actions.owner(seeker.through, Wanted(asked.how, asked.language), today=timezone.localdate(now))
    if way is None or not found.channels:
        return render(request, "guidance/waiting/nobody.html", {"talk": talk()})
    form = JoinForm(
        request.POST if request.method == "POST" else None,
        initial={"topic": asked.topic, "language": asked.language, "channels": _known(asked.how, found.channels)},
        asks=_asks(seeker, found.languages),
        languages=found.languages,
        channels=found.channels,
    )
    if form.is_valid():
        try:
            own.join_own(**_answers(seeker, form), by=person(request), now=now)
            messages.success(request, JOINED)
            return redirect("guidance:waiting")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    first = _free(seeker, form, found.channels, now)
    context = {
        "form": form,
        "free": actions.in_time(first, now=now),
        "first": day_with_weekday(london_day(first.time.start)) if first else "",
        "could_wait": len(found.channels) > 1 or bool(found.languages),
        "asked": asked,
        "owner": Service.objects.select_related("organisation").get(pk=way.service_id).organisation,
        "promised": day_with_weekday(queries.promise(timezone.localdate(now))),
    }
    return render(request, "guidance/waiting/join.html", context)


def _asks(seeker: Visitor, languages: list[str]) -> set[str]:
    """What is not known yet, and what these advisers can do."""
    asks = set() if seeker.learner else {*NAMES}
    if not is_known(seeker.learner):
        asks.add("born")
    if languages:
        asks.add("language")
    if seeker.learner and what_helps(seeker.learner):
        asks.add("shares_what_helps")
    return asks


def _answers(seeker: Visitor, form: JoinForm) -> dict[str, Any]:
    return {
        "learner": seeker.learner,
        "about": form.about(),
        "channels": form.cleaned_data["channels"],
        "answers": Answers(**form.answers()),
    }


def _known(how: str, channels: list[str]) -> list[str]:
    """How they want to meet, as far as they have said so; the only way where there is one."""
    return [how] if how in channels else channels if len(channels) == 1 else []


def _free(seeker: Visitor, form: JoinForm, offered_ones: list[str], now: datetime) -> Slot | None:
    """The first time that they could book instead, as far as is known how they want to meet."""
    said_ones = form["channels"].value() or []
    channels = [one for one in said_ones if one in offered_ones] or offered_ones
    language = form["language"].value() if "language" in form.fields else ""
    spoken = language if language in Language.values else ""
    return actions.free_now(seeker.through, seeker.asker, seeker.coming, channels, spoken, now=now)


def _mine(request: HttpRequest, wait: Wait, now: datetime) -> HttpResponse:
    hold, today = queries.offer_of(wait, now=now), timezone.localdate(now)
    context = {
        "wait": wait,
        "owner": wait.service.organisation,
        "promised": day_with_weekday(wait.promised_by),
        "is_broken": rules.is_broken(wait.promised_by, is_offered=hold is not None, on=today),
        "how": words.wanted(wait),
        "topic": Topic(wait.topic).label,
        "language": words.language(wait),
        "hold": hold,
        "when": said.when(hold) if hold else "",
        "link": links.address(wait) if hold else "",
    }
    return render(request, "guidance/waiting/mine.html", context)


@never_cache
@READ_OR_SEND
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """Leave the list. Whoever is not on it is led to where they would join."""
    learner = get_own(request.user)
    mine = queries.live_of(learner)
    if mine is None:
        return redirect("guidance:waiting")
    if request.method == "POST":
        actions.withdraw(wait_id=mine.pk, by=person(request), now=timezone.now())
        messages.success(request, LEFT)
        return redirect("guidance:start")
    return render(request, "guidance/waiting/stop.html", {"owner": mine.service.organisation})


@READ_OR_SEND
def offer(request: HttpRequest) -> HttpResponse:
    """The time that a letter's key leads to: until when it is kept; yes or no. Opening it changes nothing."""
    opened = links.by_key(request.GET.get("key", ""))
    if opened is None:
        raise Http404
    wait, number = opened
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in ("yes", "no"):
        response = _answer(request, wait, number, is_yes=answer == "yes")
    else:
        response = _offer(request, wait, number)
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _answer(request: HttpRequest, wait: Wait, number: int, *, is_yes: bool) -> HttpResponse:
    now, by = timezone.now(), request.user if request.user.pk == wait.learner.account_id else None
    facts: dict[str, Any] = {"wait_id": wait.pk, "number": number, "by": by, "now": now}
    facts["time"] = request.POST.get("time", "")
    try:
        if is_yes:
            made = actions.accept(**facts)
            messages.success(request, "Your meeting is booked.")
            return redirect(meetings.address(made))
        left = actions.decline(**facts)
        if not left.meeting and not queries.offer_of(left, now=now):  # not on a page that was open since before
            messages.success(request, SAID_NO)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if str(refusal) == TAKEN:
            actions.give_back(wait_id=wait.pk, number=number, now=now)
    return redirect(request.get_full_path())


def _offer(request: HttpRequest, wait: Wait, number: int) -> HttpResponse:
    now = timezone.now()
    hold = queries.offer_of(wait, now=now) if wait.offers == number else None
    context = {
        "wait": wait,
        "hold": hold,
        "time": queries.time_key(hold.adviser_id, hold.during.lower) if hold else "",
        "owner": wait.service.organisation,
        "promised": day_with_weekday(wait.promised_by),
        "is_last": number >= rules.MOST_OFFERS,
        **_ended_with(request, wait, number),
        "rows": _rows(hold) if hold else [],
    }
    return render(request, "guidance/waiting/offer.html", context)


def _ended_with(request: HttpRequest, wait: Wait, number: int) -> dict[str, Any]:
    """The meeting with which the wait ended: the letter leads everybody to what its yes has booked, to another one its learner only."""
    if wait.meeting is None:
        return {}
    if queries.is_of_offer(wait, letters.offered_before(wait, number)):
        return {"meeting": meetings.address(wait.meeting)}
    page = reverse("guidance:my-meeting", args=[wait.meeting.pk])
    return {"is_another": True, "meeting": page if request.user.pk == wait.learner.account_id else ""}


def _rows(hold: Any) -> list[tuple[str, Any]]:
    """The time in words."""
    place = [("Where", said.at(hold.place))] if hold.place else []
    service = hold.adviser.service.organisation.name
    return [("When", said.when(hold)), ("How", said.how(hold)), ("With", f"{said.adviser(hold)}, {service}"), *place]

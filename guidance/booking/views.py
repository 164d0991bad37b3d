"""What somebody wants to talk about and how, and the free times to choose from. For everybody, signed in or not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from frontdoor.careers.advisers.queries import talk
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Learner
from guidance.booking import finding, words
from guidance.booking.actions import TOO_MANY
from guidance.booking.asked import Asked, read
from guidance.booking.forms import FilterForm, StartForm, TimeForm
from guidance.booking.shown import alike, by_day
from guidance.booking.visitor import Offered, Visitor, agreed, is_full, later_only, offered, visitor
from guidance.models import Channel, Place
from guidance.waiting.actions import in_time


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it is about, and how to meet."""
    seeker = visitor(request.user, now=timezone.now())
    found = offered(seeker.through)
    asked = read(request.GET)
    return _start(request, seeker, StartForm(channels=found.channels, initial=dict(asked.pairs())), found)


@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The next free times. Whoever comes without a topic and a way of meeting is asked for them."""
    if not (request.GET.get("topic") or request.GET.get("how")):
        return redirect("guidance:start")
    return times_page(request, read(request.GET), visitor(request.user, now=timezone.now()))


def times_page(
    request: HttpRequest,
    asked: Asked,
    seeker: Visitor,
    *,
    kept: Iterable[tuple[str, str]] = (),
    is_empty: bool = False,
) -> HttpResponse:
    """The times. `kept`: what somebody has typed before their time went, to go along unseen. `is_empty`: sent with none."""
    found = offered(seeker.through)
    form = StartForm({"topic": asked.topic, "how": asked.how}, channels=found.channels)
    if not form.is_valid():
        return _start(request, seeker, form if found.channels else None, found)
    through, stop = agreed(seeker, asked.how)
    later = later_only(seeker, through, asked.how)
    stop = TOO_MANY if is_full(seeker) else stop
    places = list(finding.places(seeker.through)) if asked.how == Channel.FACE else []
    context: dict[str, Any] = {
        "asked": asked,
        "stop": stop,
        "later_only": later,
        "is_full": is_full(seeker),
        "how": str(Channel(asked.how).label).lower(),
        "filters_form": FilterForm(asked=asked, offered=found, places=places),
        "other_ways": len(found.channels) > 1,
        "kept": [*kept],
        "form": TimeForm({}) if is_empty else TimeForm(),
        "talk": talk(),
    }
    if not stop:
        context |= _times(request, asked, seeker, through, places)
        context["can_wait"] = not later and not in_time(context["first"], now=timezone.now())
    return render(request, "guidance/booking/choose.html", context)


def _times(
    request: HttpRequest, asked: Asked, seeker: Visitor, through: list[finding.Way], places: list[Place]
) -> dict[str, Any]:
    """Five times by day, and where the later and the earlier ones are. One more is looked for, to know whether there is one.

    `first`: the next time of all that they would wait for, whichever are shown.
    """
    wanted = finding.Wanted(asked.how, asked.language, asked.specialism, asked.place_id)
    busy = [(one.during.lower, one.during.upper) for one in seeker.coming]
    more: dict[str, Any] = {"after": asked.since, "most": finding.SHOWN + 1, "besides": busy}
    slots = finding.slots(through, wanted, seeker.asker, timezone.now(), **more)
    shown = slots[: finding.SHOWN]
    first = (
        slots[:1]
        if asked == asked.to_wait_for
        else finding.slots(
            through, finding.Wanted(asked.how, asked.language), seeker.asker, timezone.now(), most=1, besides=busy
        )
    )
    known = {one.pk: one for one in places}
    days = by_day(shown, asked.how, known, names=request.user.is_authenticated)
    return {
        "days": days,
        "alike": alike(days),
        "later": asked.later(shown[-1].time.start).to("choose") if len(slots) > len(shown) else "",
        "earlier": asked.earlier().to("choose") if asked.after else "",
        "first": next(iter(first), None),
    }


def _start(request: HttpRequest, seeker: Visitor, form: StartForm | None, found: Offered) -> HttpResponse:
    """The two questions; where nobody can be met, whom to ask instead of them."""
    context = {
        "form": form if found.channels else None,
        "schools": list(_schools(seeker.learner)) if seeker.learner and not found.channels else [],
        "coming": [(one, words.when(one)) for one in seeker.coming],
        "talk": replace(talk(), guidance=None),  # its link to booking leads here
        "sign_in": f"{reverse('account_login')}?next={reverse('guidance:start')}",
    }
    return render(request, "guidance/booking/start.html", context)


def _schools(learner: Learner) -> QuerySet[Organisation]:
    """Where somebody is on the roll."""
    enrolments = learner.enrolments.filter(ended_on=None)
    return Organisation.objects.filter(pk__in=enrolments.values("institution")).order_by("name", "pk")


def back_to_times(request: HttpRequest, asked: Asked, now: datetime, **more: Any) -> HttpResponse:
    """The times as they are now, in answer to a form: nothing that was typed is lost."""
    return times_page(request, asked, visitor(request.user, now=now), **more)

"""What somebody wants to talk about and how, and the free times to choose from. For everybody, signed in or not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

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
from guidance.booking.rules import MOST_AHEAD
from guidance.booking.shown import by_day
from guidance.booking.visitor import Offered, Visitor, agreed, offered, visitor
from guidance.models import BookedAs, Channel, Place


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
    mine = [one for one in seeker.coming if one.booked_as == BookedAs.LEARNER]
    stop = TOO_MANY if len(mine) >= MOST_AHEAD else stop
    places = list(finding.places(seeker.through)) if asked.how == Channel.FACE else []
    context = {
        "asked": asked,
        "stop": stop,
        "is_full": len(mine) >= MOST_AHEAD,
        "how": str(Channel(asked.how).label).lower(),
        "filters_form": FilterForm(asked=asked, offered=found, places=places),
        "other_ways": len(found.channels) > 1,
        "could_wait": len(found.channels) > 1 or bool(found.languages),
        "sign_up": f"{reverse('account_signup')}?{urlencode({'next': asked.to('choose')})}",
        "kept": [*kept],
        "form": TimeForm({}) if is_empty else TimeForm(),
        "talk": talk(),
    }
    if not stop:
        context |= _times(request, asked, seeker, through, places)
    return render(request, "guidance/booking/choose.html", context)


def _times(
    request: HttpRequest, asked: Asked, seeker: Visitor, through: list[finding.Way], places: list[Place]
) -> dict[str, Any]:
    """Five times by day, and where the later and the earlier ones are. One more is looked for, to know whether there is one."""
    wanted = finding.Wanted(asked.how, asked.language, asked.specialism, asked.place_id)
    busy = [(one.during.lower, one.during.upper) for one in seeker.coming]
    more: dict[str, Any] = {"after": asked.since, "most": finding.SHOWN + 1, "besides": busy}
    slots = finding.slots(through, wanted, seeker.asker, timezone.now(), **more)
    shown = slots[: finding.SHOWN]
    known = {one.pk: one for one in places}
    return {
        "days": by_day(shown, asked.how, known, names=request.user.is_authenticated),
        "later": asked.later(shown[-1].time.start).to("choose") if len(slots) > len(shown) else "",
        "earlier": asked.earlier().to("choose") if asked.after else "",
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

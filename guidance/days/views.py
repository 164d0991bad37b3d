"""An adviser's day and caseload, and one meeting for its adviser. Nobody else sees with whom it is."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookKind, LookReason
from frontdoor.record.plan.words import TO_STAFF
from frontdoor.record.plan.words import when as due
from guidance.access import own_advising
from guidance.booking import actions, words
from guidance.days import flow, queries, said
from guidance.days.brief import brief_of
from guidance.days.forms import REASONS, CancelForm, TimeForm
from guidance.days.paging import after_of, pick
from guidance.meetings import supporters
from guidance.meetings.shown import became
from guidance.models import Adviser, Meeting, Outcome
from guidance.outcomes import actions as outcomes
from guidance.outcomes.actions import CAME
from guidance.outcomes.told import told_of

A_PAGE = 50
UNSAID_A_PAGE = 20
OVER = "This meeting is cancelled. There is nothing more to do."
CAME_ALREADY = "It is said already that {name} came. You can correct it here."


def advising(request: HttpRequest) -> list[Adviser]:
    """The person's own rows in the register; 404 for whoever is no adviser."""
    mine = own_advising(request.user)
    if not mine:
        raise Http404
    return mine


def look(request: HttpRequest, meetings: Iterable[Meeting], page: str, kind: LookKind) -> None:
    """Keep who was shown by name, by the service for which the adviser meets them."""
    services: dict[Any, set[int]] = {}
    for one in meetings:
        services.setdefault(one.adviser.service.organisation, set()).add(one.learner_id)
    for organisation, learners in services.items():
        looked(
            by=request.user,
            learners=learners,
            page=page,
            now=timezone.now(),
            institution=organisation,
            kind=kind,
            reason=LookReason.BOOKED,
        )


def of_own_meeting(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the adviser's own meeting to the view while they see its learner. One that is cancelled leads to the day."""

    @login_required
    @wraps(view)
    def found(request: HttpRequest, meeting_id: int) -> HttpResponse:
        mine = advising(request)
        one = queries.seen(request.user, timezone.localdate()).filter(pk=meeting_id).first()
        if one is None and Meeting.objects.filter(pk=meeting_id, adviser__in=mine, cancelled_at__isnull=False).exists():
            messages.info(request, OVER)
            return redirect("guidance:day")
        if one is None:
            raise Http404
        look(request, [one], "Your meeting with them", LookKind.PAGE)
        return view(request, one)

    return found


@require_safe
@login_required
def day(request: HttpRequest) -> HttpResponse:
    """Who comes when, today first; and the meetings of which nobody has said what happened."""
    mine, now = advising(request), timezone.now()
    page = Paginator(queries.ahead(mine, now), A_PAGE).get_page(request.GET.get("page"))
    unsaid = Paginator(queries.unsaid(mine, now), UNSAID_A_PAGE).get_page(request.GET.get("past"))
    look(request, [one for one in (*page, *unsaid) if one.is_seen], "Your meetings with them", LookKind.LIST)
    context = {
        "page": page,
        "days": queries.by_day(page),
        "unsaid": unsaid,
        "words": said,
        "now": now,
        "became": became,
        "today": timezone.localdate(),
        "several": len(mine) > 1,
    }
    return render(request, "guidance/days/day.html", context)


@require_safe
@login_required
def caseload(request: HttpRequest) -> HttpResponse:
    """The learners whom the adviser sees now, with the meeting before and the one to come."""
    advising(request)
    page = Paginator(queries.caseload(request.user, timezone.now()), A_PAGE).get_page(request.GET.get("page"))
    look(request, [one.meetings[-1] for one in page], "The people they meet", LookKind.LIST)
    return render(request, "guidance/days/caseload.html", {"page": page, "words": said, "became": became})


@require_safe
@of_own_meeting
def meeting(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Before a meeting its brief; after it what became of it; and what can be done now."""
    now = timezone.now()
    brief = brief_of(found, now=now)
    if brief is None:  # the reason has just ended
        raise Http404
    context = _about(found) | {
        "brief": brief,
        "told": told_of(found) if found.outcome in CAME else None,
        "joining": words.at(found.place) if found.place else [],
        "supporters": supporters.live(found),
        "has_begun": found.during.lower <= now,
        "today": timezone.localdate(now),
        "said": said,
        "due": due,
        "owners": TO_STAFF,
    }
    return render(request, "guidance/days/meeting.html", context)


@READ_OR_SEND
@of_own_meeting
def move(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Another time of this adviser's, also when it has begun and was not held then; the learner gets a letter."""
    now = timezone.now()
    if found.outcome:
        messages.error(request, actions.BEGUN)
        return redirect("guidance:day-meeting", found.pk)
    errand = flow.by_adviser(found.learner, [found.adviser], by=person(request), now=now, moving=found)
    times, later = pick(flow.slots(errand, after_of(request)))
    form = TimeForm(
        request.POST if request.method == "POST" else None,
        slots=times,
        channels=flow.channels(errand),
        initial={"channel": found.channel},
    )
    if form.is_valid():
        try:
            made = flow.move(errand, form.chosen())
        except Refused as refusal:
            form.add_error("time", str(refusal).rstrip("."))
        else:
            messages.success(request, f"The meeting is moved to {words.when(made)}.{told(made)}")
            return redirect("guidance:day-meeting", made.pk)
    context = _about(found) | {"form": form, "days": flow.days(times), "later": later}
    context |= {"after": request.GET.get("after"), "said": said, "why_not": flow.why_not(errand)}
    context["has_begun"] = found.during.lower <= now
    return render(request, "guidance/days/move.html", context)


@READ_OR_SEND
@of_own_meeting
def cancel(request: HttpRequest, found: Meeting) -> HttpResponse:
    """Cancel it, with a reason; the learner gets a letter."""
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        _label, because = REASONS[form.cleaned_data["because"]]
        try:
            actions.cancel(meeting_id=found.pk, because=because, by=person(request), now=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("guidance:day-meeting", found.pk)
        messages.success(request, f"The meeting is cancelled.{told(found)}")
        return redirect("guidance:day")
    return render(request, "guidance/days/cancel.html", _about(found) | {"form": form})


@require_POST
@of_own_meeting
def missed(request: HttpRequest, found: Meeting) -> HttpResponse:
    """They did not come; they get a letter with the way to new times.

    For a meeting of which nothing is said yet. Who came by another page meanwhile keeps what was written for them: to
    correct that, which deletes it, somebody reads first what is there.
    """
    if found.outcome in CAME:
        messages.error(request, CAME_ALREADY.format(name=found.learner.name))
        return redirect("guidance:day-meeting-outcome", found.pk)
    try:
        outcomes.record(meeting_id=found.pk, outcome=Outcome.MISSED, said=None, by=person(request), now=timezone.now())
        messages.success(request, f"Saved: they did not come.{told(found, 'a letter with new times')}")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:day")


def _about(found: Meeting) -> dict[str, Any]:
    return {
        "meeting": found,
        "when": words.when(found),
        "how": words.how(found),
        "has_address": flow.has_address(found),
        "organisation": found.adviser.service.organisation,
    }


def told(found: Meeting, what: str = "a letter") -> str:
    """Whether the learner is told by us; else the adviser has to."""
    return f" They get {what}." if flow.has_address(found) else " We have no address for letters: tell them yourself."

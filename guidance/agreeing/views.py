"""A parent or carer says yes for their child; staff write down what they were told; a school says its own yes to video."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, place_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.queries import person
from frontdoor.record.access import get_pupil
from frontdoor.record.carers.queries import children_of
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Learner, LookReason
from guidance.access import buyer_for
from guidance.agreeing import actions, queries
from guidance.agreeing.forms import YesForm
from guidance.models import AgreedTo

YES, BACK = "yes", "back"
TAKEN_BACK = "The yes is taken back. Meetings that are booked already stay: cancel them if they should not be held."
NOTHING = "There was nothing to take back."


@READ_OR_SEND
@login_required
def agree(request: HttpRequest, learner_id: int) -> HttpResponse:
    """A parent or carer says yes to meetings or to video for a child whose record they see, or takes it back."""
    today = timezone.localdate()
    learner = get_object_or_404(children_of(request.user, today=today), pk=learner_id)
    carer = queries.carer_of(request.user, learner)
    if carer is None:
        raise Http404
    if request.method == "POST":
        agreed_to = _agreed_to(request)
        if request.POST.get("answer") == BACK:
            _take_back(request, learner, agreed_to, is_parent=True)
        else:
            who = person(request)
            facts: dict[str, Any] = {"name": carer.name or str(who), "said_on": today, "told": carer}
            _say_yes(request, learner, agreed_to, facts)
        return redirect("guidance:agree", learner_id)
    looked(
        by=request.user,
        learners=[learner.pk],
        page="Saying yes to meetings with an adviser",
        reason=LookReason.PARENT,
        now=timezone.now(),
    )
    context = {"learner": learner, "questions": queries.questions(learner, on=today)}
    return render(request, "guidance/agreeing/agree.html", context)


@READ_OR_SEND
@login_required
def told(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """Staff write down that a parent or carer told them yes."""
    institution, learner = _pupil(request, urn, learner_id)
    today = timezone.localdate()
    asked = queries.questions(learner, on=today)
    wanted = [one.agreed_to for one in asked if one.yes is None]
    form = YesForm(request.POST if request.method == "POST" and wanted else None, wanted=wanted, today=today)
    if request.method == "POST" and not wanted:
        return redirect("guidance:parent-yes", urn, learner_id)  # a second press
    if form.is_valid():
        data = form.cleaned_data
        facts = {"name": data["name"], "said_on": data["said_on"], "told": institution}
        _say_yes(request, learner, data["agreed_to"], facts)
        return redirect("guidance:parent-yes", urn, learner_id)
    named = {one.agreed_to for one in asked if one.yes and queries.may_name(one.yes, request.user, institution)}
    context = {"institution": institution, "learner": learner, "questions": asked, "wanted": wanted, "form": form}
    context["named"] = named
    return render(request, "guidance/agreeing/told.html", context)


@require_POST
@login_required
def told_back(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """A parent or carer told the school that they take their yes back."""
    _institution, learner = _pupil(request, urn, learner_id)
    try:
        _take_back(request, learner, _agreed_to(request), is_parent=False)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:parent-yes", urn, learner_id)


@READ_OR_SEND
@login_required
def video(request: HttpRequest, urn: int) -> HttpResponse:
    """The school's own yes to video for its learners under 16."""
    institution = buyer_for(request.user, urn)
    if request.method == "POST":
        _video(request, institution)
        return redirect("guidance:school-video", urn)
    context = {"institution": institution, "yes": queries.to_video(institution)}
    return render(request, "guidance/agreeing/video.html", context)


def _video(request: HttpRequest, institution: Organisation) -> None:
    who, now = person(request), timezone.now()
    if request.POST.get("answer") == YES:
        actions.allow_video(institution=institution, by=who, now=now)
        messages.success(request, "Saved: learners under 16 can meet advisers by video.")
    elif actions.stop_video(institution=institution, by=who, now=now):
        messages.success(request, TAKEN_BACK)
    else:
        messages.info(request, NOTHING)


def _pupil(request: HttpRequest, urn: int, learner_id: int) -> tuple[Organisation, Learner]:
    institution, _held = place_for(request.user, Can.LOG_ACTIVITY, urn=urn, kind=Kind.INSTITUTION)
    learner = get_pupil(institution, today=timezone.localdate(), pk=learner_id)
    page = "What a parent or carer said yes to"
    looked(by=request.user, institution=institution, learners=[learner.pk], page=page, now=timezone.now())
    return institution, learner


def _agreed_to(request: HttpRequest) -> AgreedTo:
    said = request.POST.get("agreed_to", "")
    if said not in AgreedTo.values:
        raise Http404
    return AgreedTo(said)


def _say_yes(request: HttpRequest, learner: Learner, agreed_to: AgreedTo, facts: dict[str, Any]) -> None:
    try:
        actions.say_yes(learner=learner, agreed_to=agreed_to, by=person(request), now=timezone.now(), **facts)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Saved. A meeting can be booked with this yes from now on.")


def _take_back(request: HttpRequest, learner: Learner, agreed_to: AgreedTo, *, is_parent: bool) -> None:
    who, now = person(request), timezone.now()
    if actions.take_back(learner=learner, agreed_to=agreed_to, is_parent=is_parent, by=who, now=now):
        messages.success(request, TAKEN_BACK)
    else:
        messages.info(request, NOTHING)

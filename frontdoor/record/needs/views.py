"""The page of a learner's marks, for those who may see them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import get_pupil
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Learner, NeedKind
from frontdoor.record.needs import actions, queries
from frontdoor.record.needs.forms import StartForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def needs(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """The marks that this institution keeps and kept; a POST starts one. Which it is stands in the body alone."""
    institution, learner = _reach(request, urn, learner_id)
    kept = queries.kept(learner, institution)
    live = [one for one in kept if one.ended_on is None]
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, live=[one.kind for one in live], today=timezone.localdate())
    if form.is_valid():
        return _start(request, institution, learner, form.cleaned_data)
    context = {
        "institution": institution,
        "learner": learner,
        "live": live,
        "ended": [one for one in kept if one.ended_on is not None],
        "form": form,
    }
    looked(
        by=request.user,
        institution=institution,
        learners=[learner.pk],
        page="Needs and similar marks",
        now=timezone.now(),
    )
    return render(request, "record/needs/needs.html", context)


@require_POST
@login_required
def end(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """Ends a mark today, or takes away one that was never true."""
    institution, learner = _reach(request, urn, learner_id)
    number = request.POST.get("need", "")
    need = get_object_or_404(
        queries.kept(learner, institution), pk=int(number) if number.isascii() and number.isdigit() else 0
    )
    if request.POST.get("mistake"):
        actions.take_back(need=need)
        messages.success(request, "Taken away, as it was never true.")
    else:
        actions.end(need=need, on=timezone.localdate())
        messages.success(request, "Ended today.")
    return redirect("record:needs", urn, learner_id)


def _reach(request: HttpRequest, urn: int, learner_id: int) -> tuple[Organisation, Learner]:
    institution = get_for(request.user, Can.SEE_NEEDS, Organisation.objects.all(), urn=urn)
    return institution, get_pupil(institution, today=timezone.localdate(), pk=learner_id)


def _start(request: HttpRequest, institution: Organisation, learner: Learner, given: dict[str, Any]) -> HttpResponse:
    try:
        actions.start(
            learner=learner,
            institution=institution,
            kind=NeedKind(given["kind"]),
            starts_on=given["starts_on"],
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
        messages.success(request, "Saved.")  # not which: a message passes through the session
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("record:needs", institution.urn, learner.pk)

"""Parents and carers: for staff, for the learner, and for the parent who accepts."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from frontdoor.record.access import get_pupil
from frontdoor.record.carers import actions, queries
from frontdoor.record.carers.forms import CarerForm
from frontdoor.record.claims.forms import CodeForm, YearsForm
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Carer, Learner, LookReason
from frontdoor.record.queries import own_learner

GET_POST = ["GET", "HEAD", "POST"]


def _pupil(request: HttpRequest, urn: int, learner_id: int) -> tuple[Organisation, Learner]:
    institution = get_for(request.user, Can.MANAGE_LEARNERS, Organisation.objects.all(), urn=urn)
    return institution, get_pupil(institution, today=timezone.localdate(), pk=learner_id)


@require_http_methods(GET_POST)
@login_required
def carers(request: HttpRequest, urn: int, learner_id: int) -> HttpResponse:
    """Who is named and what they see; one more by name and address."""
    institution, learner = _pupil(request, urn, learner_id)
    form = CarerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_many := ratelimit.consume_or_429(request, action="invite", user=request.user):
            return too_many
        now = timezone.now()
        try:
            made = actions.name_carer(
                learner=learner, institution=institution, by=person(request), now=now, **form.cleaned_data
            )
            actions.invite(carer_id=made.pk, now=now)
        except Refused as refusal:
            form.add_error("email", str(refusal).rstrip("."))
        else:
            messages.success(request, f"Sent a letter to {made.email}.")
            return redirect("record:carers", urn=urn, learner_id=learner_id)
    today = timezone.localdate()
    own, others = queries.by_school(learner, institution, today=today)
    context = {
        "institution": institution,
        "learner": learner,
        "form": form,
        "rows": [(one, one.sees_today) for one in own],
        "others": others,
        "stopped": learner.carers.filter(institution=institution).exclude(stopped_at=None).order_by("-stopped_at"),
        "decides": queries.decides(learner, today=today),
    }
    looked(
        by=request.user, institution=institution, learners=[learner.pk], page="Parents and carers", now=timezone.now()
    )
    return render(request, "record/carers/carers.html", context)


@require_http_methods(GET_POST)
@login_required
def years(request: HttpRequest, urn: int) -> HttpResponse:
    """Letters to all whom the roll names, by year group."""
    institution = get_for(request.user, Can.MANAGE_LEARNERS, Organisation.objects.all(), urn=urn)
    waiting = queries.waiting_by_year(institution, today=timezone.localdate())
    form = YearsForm(
        request.POST if request.method == "POST" else None, years=waiting, words="named, and no letter sent yet"
    )
    if request.method == "POST" and form.is_valid():
        sent = actions.invite_years(institution=institution, years=form.chosen(), now=timezone.now())
        messages.success(request, f"Sent {sent} letter{'' if sent == 1 else 's'}.")
        return redirect("record:carers-years", urn=urn)
    context = {"institution": institution, "form": form, "waiting": waiting}
    return render(request, "record/carers/years.html", context)


@require_POST
@login_required
def invite(request: HttpRequest, urn: int, learner_id: int, carer_id: int) -> HttpResponse:
    """Send the letter, or send it again with a new code."""
    institution, learner = _pupil(request, urn, learner_id)
    carer = get_object_or_404(queries.named(learner), institution=institution, pk=carer_id)
    if too_many := ratelimit.consume_or_429(request, action="invite", user=request.user):
        return too_many
    _try(request, f"Sent a letter to {carer.email}.", actions.invite, carer_id=carer.pk, now=timezone.now())
    return redirect("record:carers", urn=urn, learner_id=learner_id)


@require_POST
@login_required
def stop(request: HttpRequest, urn: int, learner_id: int, carer_id: int) -> HttpResponse:
    """End what a parent or carer sees, whichever school named them; nobody writes to them."""
    institution, learner = _pupil(request, urn, learner_id)
    carer = get_object_or_404(learner.carers, pk=carer_id)
    who = carer.name or carer.email if carer.institution_id == institution.pk else "The person another school named"
    said = f"{who} no longer sees this record. We do not tell them."
    _try(request, said, actions.stop, carer_id=carer.pk, by=person(request), now=timezone.now())
    return redirect("record:carers", urn=urn, learner_id=learner_id)


def _try(request: HttpRequest, said: str, action: Any, **arguments: Any) -> None:
    try:
        action(**arguments)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)


@never_cache
@require_http_methods(GET_POST)
@login_required
def accept(request: HttpRequest) -> HttpResponse:
    """The page behind the link in the letter. GET shows what the button does, and only the button acts."""
    typed = request.POST.get("key") or request.GET.get("key") or request.POST.get("code", "")
    form = CodeForm(request.POST if "code" in request.POST else None, initial={"code": typed})
    if not typed:
        return render(request, "record/carers/code.html", {"form": form})
    if too_many := ratelimit.consume_or_429(request, action="claim", user=request.user):
        return too_many
    carer = queries.find_code(typed[:40])
    if sentence := queries.why_not(carer, request.user, now=timezone.now()):
        form = CodeForm({"code": typed})
        form.add_error("code", sentence)
        return render(request, "record/carers/code.html", {"form": form})
    if request.method == "POST" and "key" in request.POST:
        return _accepted(request, carer)  # type: ignore[arg-type]
    ids = [carer.learner_id]  # type: ignore[union-attr]
    looked(
        by=request.user,
        learners=ids,
        page="Your school’s invitation to them",
        reason=LookReason.PARENT,
        now=timezone.now(),
    )
    return render(request, "record/carers/accept.html", {"carer": carer, "key": typed})


def _accepted(request: HttpRequest, carer: Carer) -> HttpResponse:
    try:
        carer = actions.accept(carer_id=carer.pk, by=person(request), now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("home:children")
    if queries.sees(carer, today=timezone.localdate()):
        messages.success(request, f"You can now see the record of {carer.learner.given_names}.")
    else:
        messages.success(request, "Accepted. At 16 or over your child decides. You see the record once they agree.")
    return redirect("home:children")


def _own(request: HttpRequest) -> Learner:
    """The learner who looks, if they are shown their parents and carers; 404 otherwise."""
    learner = own_learner(request.user)
    if learner is None or not queries.knows_parents(learner, today=timezone.localdate()):
        raise Http404
    return learner


@require_safe
@login_required
def parents(request: HttpRequest) -> HttpResponse:
    """For the learner from 13: who of their family sees what; from 16 with the choice."""
    learner, today = _own(request), timezone.localdate()
    context = {
        "rows": [(one, one.sees_today) for one in queries.marked(queries.accepted(learner), today=today)],
        "decides": queries.decides(learner, today=today),
    }
    return render(request, "record/carers/parents.html", context)


@require_POST
@login_required
def decide(request: HttpRequest, carer_id: int) -> HttpResponse:
    """Yes or no."""
    carer = get_object_or_404(queries.accepted(_own(request)), pk=carer_id)
    agrees = request.POST.get("agrees") == "yes"
    who = carer.name or carer.email
    said = f"{who} can see your record." if agrees else f"{who} no longer sees your record. We do not tell them."
    _try(request, said, actions.decide, carer_id=carer.pk, agrees=agrees, by=person(request), now=timezone.now())
    return redirect(reverse("record:parents"))

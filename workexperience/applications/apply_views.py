"""The five screens on which a learner applies. One address: answers travel in the form itself and nothing is kept before the end.

Everything that comes back is checked again, so nothing needs to be signed.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.models import Enrolment
from frontdoor.record.plan.queries import what_helps
from frontdoor.record.queries import own_learner
from workexperience.applications import actions, fitting, queries, words
from workexperience.applications.forms import SCREENS
from workexperience.models import Offer
from workexperience.offers.queries import listed

STEPS = ("days", "why", "support", "check")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, offer_id: int) -> HttpResponse:
    """Which days, why, what would help, check, send. Whoever cannot apply is told how they could."""
    today = timezone.localdate()
    offer = Offer.objects.select_related("employer__organisation").filter(pk=offer_id, opened_at__isnull=False).first()
    if offer is None or (request.method != "POST" and not listed(today).filter(pk=offer_id).exists()):
        raise Http404
    learner = own_learner(request.user)
    enrolment = queries.through(learner, today=today) if learner else None
    if learner is None or enrolment is None:
        return render(request, "workexperience/applications/cannot.html", {"offer": offer, "learner": learner})
    choice = queries.choice(enrolment, offer, today=today)
    if choice.why_not:
        return _refused(request, offer, enrolment, choice)
    return _screen(request, offer, enrolment, choice)


def _refused(request: HttpRequest, offer: Offer, enrolment: Enrolment, choice: queries.Choice) -> HttpResponse:
    """Why not; who has asked for it already is led to what they asked."""
    has_it = queries.live_of(enrolment.learner).filter(offer=offer).first()
    if has_it:
        return redirect("workexperience:my-application", has_it.pk)
    if choice.why_not == fitting.NOT_LISTED:
        messages.error(request, choice.why_not)
        return redirect("/work-experience/")
    context = {"offer": offer, "learner": enrolment.learner, "why_not": choice.why_not}
    return render(request, "workexperience/applications/cannot.html", context)


def _screen(request: HttpRequest, offer: Offer, enrolment: Enrolment, choice: queries.Choice) -> HttpResponse:
    """The screen that comes next: the first with something wrong, else the one after what was sent."""
    about = _about(offer, enrolment, choice)
    step = request.POST.get("step", "")
    done = STEPS.index(step) + 1 if step in STEPS else 0
    for name in STEPS[:done][: len(SCREENS)]:
        form = SCREENS[name](request.POST, **about)
        if not form.is_valid():
            return _show(request, name, form, about)
    if step == "check":
        return _send(request, offer, enrolment, about)
    wanted = step.removeprefix("show-") if step.startswith("show-") else STEPS[done]
    if wanted not in SCREENS:
        return _check(request, about) if step == "support" else _show(request, "days", None, about)
    return _show(request, wanted, None, about)


def _about(offer: Offer, enrolment: Enrolment, choice: queries.Choice) -> dict[str, Any]:
    """What the forms and pages are about."""
    return {
        "offer": offer,
        "choice": choice,
        "school": enrolment.institution.name,
        "employer": offer.employer.organisation.name,
        "has_helps": bool(what_helps(enrolment.learner)),
    }


def _show(request: HttpRequest, name: str, form: forms.Form | None, about: dict[str, Any]) -> HttpResponse:
    """One screen; what was said on the others goes along unseen."""
    form = form or SCREENS[name](initial=_typed(request), **about)
    kept = [(key, value) for key, value in _typed(request).items() if key not in form.fields]
    number = STEPS.index(name) + 1
    context = about | {"form": form, "kept": kept, "step": name, "number": number, "before": STEPS[number - 2]}
    return render(request, "workexperience/applications/screen.html", context)


def _typed(request: HttpRequest) -> dict[str, str]:
    """What this draft says so far, by field."""
    names = ("session", "online_session", "why", "hopes", "support", "shares_support", "shares_what_helps")
    return {name: request.POST[name] for name in names if name in request.POST}


def _check(request: HttpRequest, about: dict[str, Any]) -> HttpResponse:
    """All answers, each with the way back to it."""
    clean = _clean(request, about)
    days = {one.pk: one for one in [*about["choice"].sessions, *about["choice"].online]}
    chosen = [days[clean[name]] for name in ("session", "online_session") if name in clean]
    context = {"kept": [*_typed(request).items()], "clean": clean, "days": [words.when(one) for one in chosen]}
    return render(request, "workexperience/applications/check.html", about | context)


def _clean(request: HttpRequest, about: dict[str, Any]) -> dict[str, Any]:
    """The answers of all screens, which have been found right."""
    found: dict[str, Any] = {}
    for kind in SCREENS.values():
        form = kind(request.POST, **about)
        form.is_valid()
        found |= form.cleaned_data
    return found


def _send(request: HttpRequest, offer: Offer, enrolment: Enrolment, about: dict[str, Any]) -> HttpResponse:
    clean = _clean(request, about)
    session, online = clean.pop("session"), clean.pop("online_session", None)
    try:
        made = actions.apply(
            learner=enrolment.learner,
            offer_id=offer.pk,
            session_id=session,
            online_session_id=online,
            answers=actions.Answers(**clean),
            by=person(request),
            now=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _check(request, about)
    return redirect("workexperience:application-sent", made.pk)

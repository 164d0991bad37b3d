"""The page behind a parent's link: first name only, until the birth date is typed; then all, and yes or no.

A mail scanner that opens the link changes nothing: only what is posted counts. Nothing is kept between the screens: the
birth date travels in the form and is asked again with the answer.
"""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from frontdoor.ground import keys
from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import LookReason
from workexperience.applications import moves
from workexperience.applications.queries import AROUND
from workexperience.consents import actions, queries, words
from workexperience.consents.forms import AnswerForm, BornForm
from workexperience.models import Application, Consent

WRONG = "This is not the date of birth that the school or college has. Check it and try again"
HEADERS = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow"}
KEY_LENGTH = 60


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest) -> HttpResponse:
    """What the link shows, and the answer."""
    key = (request.POST.get("key") or request.GET.get("key") or "")[:KEY_LENGTH]
    return _ask(request, queries.by_key_hash(keys.hashed(key)) if key else None, key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def agree_signed_in(request: HttpRequest, consent_id: int) -> HttpResponse:
    """The same for a parent or carer who is signed in with the account that the school's invitation went to."""
    by, now = person(request), timezone.now()
    consent = get_object_or_404(queries.around(Consent.objects.filter(carer__account=by)), pk=consent_id)
    ids, page = [consent.application.learner_id], "Work experience that waits for their yes or no"
    looked(by=by, learners=ids, page=page, reason=LookReason.PARENT, now=now)
    return _ask(request, consent, "")


def _ask(request: HttpRequest, consent: Consent | None, key: str) -> HttpResponse:
    now = timezone.now()
    if refusal := queries.why_dead(consent, now=now):
        return _dead(request, refusal)
    assert consent is not None  # noqa: S101 `why_dead` says so
    form = BornForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, "born", consent, key, form=form)
    try:
        if not actions.prove(consent_id=consent.pk, born=form.cleaned_data["born"], now=now):
            form.add_error("born", WRONG)
            return _page(request, "born", consent, key, form=form)
        return _asked(request, consent, key, form.cleaned_data["born"])
    except Refused as refusal:
        return _dead(request, str(refusal))


def _asked(request: HttpRequest, consent: Consent, key: str, born: date) -> HttpResponse:
    """Everything about the placement with the form; or the answer, once one was given."""
    application = Application.objects.select_related("learner", *AROUND).get(pk=consent.application_id)
    text = words.text_of(application, today=timezone.localdate())
    form = AnswerForm(request.POST if "step" in request.POST else None)
    shown: dict[str, Any] = {
        "text": words.in_parts(text),
        "seen": actions.mark_of(text),
        "born": born,
        "application": application,
    }
    shown["was_seen"] = was_seen = queries.was_seen(application)
    if not form.is_valid():
        return _page(request, "asked", consent, key, form=form, **shown)
    by = request.user if request.user.is_authenticated else None
    facts: dict[str, Any] = {**form.cleaned_data, "seen": request.POST.get("seen", "")}
    try:
        done = actions.answer(consent_id=consent.pk, **facts, by=by, now=timezone.now())
    except Refused as refusal:
        if str(refusal) not in (actions.CHANGED, moves.MOVED_ON):
            raise
        form.add_error(None, str(refusal))
        return _page(request, "asked", consent, key, form=form, **shown)
    application.refresh_from_db(fields=["state"])
    context = {"consent": done, "application": application, "was_seen": was_seen}
    return _answer(request, "workexperience/consents/done.html", context)


def _page(request: HttpRequest, name: str, consent: Consent, key: str, **more: Any) -> HttpResponse:
    first_name = consent.application.learner.known_as or consent.application.learner.given_names
    context = {"consent": consent, "key": key, "first_name": first_name.split()[0], **more}
    return _answer(request, f"workexperience/consents/{name}.html", context)


def _dead(request: HttpRequest, why: str) -> HttpResponse:
    return _answer(request, "workexperience/consents/dead.html", {"why": why})


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """No copy in a browser or a proxy, and in no search engine.

    Where a link leads to another site, no page of ours tells it its address (`SECURE_REFERRER_POLICY`). "No referrer at all"
    would make browsers send the form without its origin, and it would be refused.
    """
    response = render(request, template, context)
    for name, value in HEADERS.items():
        response[name] = value
    return response

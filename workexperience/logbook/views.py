"""A learner's own pages about their days (404 for everybody else), and the check of a certificate, for anybody."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.ground.refused import Refused
from frontdoor.people.queries import person
from frontdoor.record import codes
from frontdoor.record.access import get_own
from workexperience.logbook import actions, certificates, queries
from workexperience.logbook.forms import CheckForm, LogForm, ReflectionForm
from workexperience.models import Application

GET_POST = ["GET", "HEAD", "POST"]
NO_MATCH = "There is no certificate with this code and this last name. Check both, and try again"


def _own(request: HttpRequest, application_id: int) -> Application:
    return get_object_or_404(queries.own(get_own(request.user)), pk=application_id)


@require_safe
@login_required
def log(request: HttpRequest, application_id: int) -> HttpResponse:
    """Every day with what was written about it; those to come say so."""
    application, now = _own(request, application_id), timezone.now()
    rows = [(day, queries.why_no_log(day, now=now)) for day in application.days.all()]
    return render(request, "workexperience/logbook/log.html", {"application": application, "rows": rows})


@require_http_methods(GET_POST)
@login_required
def log_day(request: HttpRequest, application_id: int, day_id: int) -> HttpResponse:
    """Write about one day, change it, or take it away."""
    application = _own(request, application_id)
    day = get_object_or_404(application.days.select_related("application"), pk=day_id)
    if sentence := queries.why_no_log(day, now=timezone.now()):
        messages.error(request, sentence)
        return redirect("workexperience:log", application.pk)
    form = LogForm(_data(request), day=day)
    if form.is_valid():
        try:
            actions.write_log(
                day_id=day.pk, text=form.cleaned_data["text"], by=person(request), now=timezone.now()
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved." if form.cleaned_data["text"] else "Your words are deleted.")
            return redirect("workexperience:log", application.pk)
    context = {"application": application, "day": day, "form": form}
    return render(request, "workexperience/logbook/day.html", context)


@require_http_methods(GET_POST)
@login_required
def reflect(request: HttpRequest, application_id: int) -> HttpResponse:
    """What they learned, once the days are over; before that the page says when."""
    application, now = _own(request, application_id), timezone.now()
    form = ReflectionForm(_data(request), application=application)
    if form.is_valid():
        given: dict[str, Any] = {"application_id": application.pk, "by": person(request), "now": now}
        try:
            actions.reflect(text=form.cleaned_data["text"], happened=form.cleaned_data["happened"], **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. It is part of your record.")
            return redirect("workexperience:certificate", application.pk)
    why_not = queries.why_no_reflection(application, now=now)
    context = {"application": application, "form": form, "why_not": "" if form.is_bound else why_not}
    return render(request, "workexperience/logbook/reflect.html", context)


@require_http_methods(GET_POST)
@login_required
def certificate(request: HttpRequest, application_id: int) -> HttpResponse:
    """The certificate, to show and to print. The button makes its code where there is none yet."""
    application, now = _own(request, application_id), timezone.now()
    if request.method == "POST":
        try:
            actions.make_certificate(application_id=application.pk, by=person(request), now=now)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("workexperience:certificate", application.pk)
    is_due = certificates.is_due(application, now=now)
    address = request.build_absolute_uri(reverse("workexperience:certificate-check"))
    context = {
        "application": application,
        "is_due": is_due,
        "code": certificates.shown(application.certificate) if is_due and application.certificate else "",
        "attended": queries.attended(application),
        "address": address.partition("://")[2],
    }
    return render(request, "workexperience/logbook/certificate.html", context)


@never_cache
@require_http_methods(GET_POST)
def check(request: HttpRequest) -> HttpResponse:
    """Code and last name show hours and employer, and nothing else. How often is limited, by address and by code.

    The answer to the button is the page itself: nothing that was typed stands in an address.
    """
    form, found = CheckForm(_data(request)), None
    if form.is_valid():
        if too_many := _too_many(request, form.cleaned_data["code"]):
            return too_many
        found = certificates.find(**form.cleaned_data, now=timezone.now())
        if found is None:
            form.add_error(None, NO_MATCH)
    context = {"form": form, "found": found, "attended": queries.attended(found) if found else None}
    return render(request, "workexperience/logbook/check.html", context)


def _too_many(request: HttpRequest, code: str) -> HttpResponse | None:
    """Guessing names for one code is limited as well, whatever address it comes from."""
    limited = ratelimit.consume_or_429(request, action="certificate")
    return limited or ratelimit.consume_or_429(request, action="certificate-code", key=codes.tidy(code))


def _data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None

"""Codes: staff make them, learners type them."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, get_for
from frontdoor.organisations.models import Organisation
from frontdoor.people.queries import person
from frontdoor.record.claims import actions, queries
from frontdoor.record.claims.forms import CodeForm, ConfirmForm, YearsForm
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import ClaimCode, Enrolment, LookKind
from frontdoor.record.queries import own_learner

SIGNER = signing.TimestampSigner(salt="record.claims")
CONFIRM_WITHIN = 3_600  # seconds between typing the code and saying "this is me"
GET_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_POST)
@login_required
def invite(request: HttpRequest, urn: int) -> HttpResponse:
    """Codes for chosen pupils (`learner`, repeated) or year groups.

    The answer to the button is the sheet itself, not a redirect: the codes are kept nowhere, so they are shown once.
    """
    institution = get_for(request.user, Can.MANAGE_LEARNERS, Organisation.objects.all(), urn=urn)
    everyone = queries.without_account(institution, today=timezone.localdate())
    asked = request.POST if request.method == "POST" else request.GET
    ids = [int(text) for text in asked.getlist("learner") if text.isdecimal() and len(text) < 10]
    form = YearsForm(request.POST or None, years=queries.by_year(everyone))
    if request.method == "POST" and (ids or form.is_valid()):
        return _sheet(
            request, institution, everyone.filter(learner__in=ids) if ids else _of_years(everyone, form.chosen())
        )
    chosen = list(everyone.filter(learner__in=ids)) if ids else []
    _seen(request, institution, chosen, LookKind.LIST, "Give pupils their record")
    context = {
        "institution": institution,
        "form": None if ids else form,
        "chosen": chosen,
        "number": everyone.count(),
        "asked": bool(ids),
    }
    return render(request, "record/claims/invite.html", context)


def _of_years(everyone: Any, years: list[int | None]) -> Any:
    found = everyone.filter(year_group__in=[year for year in years if year is not None])
    return found | everyone.filter(year_group=None) if None in years else found


def _sheet(request: HttpRequest, institution: Organisation, enrolments: Any) -> HttpResponse:
    slips = actions.make_codes(enrolments=enrolments, by=person(request), now=timezone.now())
    slips.sort(
        key=lambda slip: (slip.enrolment.year_group or 0, slip.enrolment.tutor_group, slip.enrolment.learner.name)
    )
    address = request.build_absolute_uri(reverse("record:claim"))
    context = {"institution": institution, "slips": slips, "address": address.partition("://")[2].rstrip("/")}
    _seen(request, institution, [slip.enrolment for slip in slips], LookKind.EXPORT, "Codes to print")
    return render(request, "record/claims/sheet.html", context)


def _seen(
    request: HttpRequest, institution: Organisation, enrolments: list[Enrolment], kind: LookKind, page: str
) -> None:
    ids = [one.learner_id for one in enrolments]
    looked(by=request.user, institution=institution, learners=ids, page=page, kind=kind, now=timezone.now())


@never_cache
@require_http_methods(GET_POST)
@login_required
def claim(request: HttpRequest) -> HttpResponse:
    """Type the code. How often is limited, by person and by address."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if too_many := ratelimit.consume_or_429(request, action="claim", user=request.user):
            return too_many
        code = queries.find_code(form.cleaned_data["code"])
        sentence = queries.why_not(code, request.user, now=timezone.now())
        if code and not sentence:
            key = SIGNER.sign_object([code.pk, person(request).pk])
            return redirect(f"{reverse('record:claim-confirm')}?key={key}")
        form.add_error("code", sentence)
    return render(request, "record/claims/claim.html", {"form": form})


@never_cache
@require_http_methods(GET_POST)
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Is this you? Says the school and the given name, and asks for the birth date when the roll has one."""
    key = request.POST.get("key") or request.GET.get("key", "")
    code = _code_of(key, request.user)
    if code is None:
        messages.error(request, "Type your code again.")
        return redirect("record:claim")
    learner = code.enrolment.learner
    form = ConfirmForm(request.POST or None, ask=learner.date_of_birth is not None)
    if request.method == "POST" and form.is_valid():
        if too_many := _too_many(request, code):
            return too_many
        try:
            actions.claim(code_id=code.pk, born=form.cleaned_data.get("born"), by=person(request), now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The record from {code.enrolment.institution.label} is now yours.")
            return redirect("home:record")
    context = {"form": form, "key": key, "school": code.enrolment.institution, "given": learner.given_names}
    return render(request, "record/claims/confirm.html", context | {"joins": own_learner(request.user) is not None})


def _code_of(key: str, user: Any) -> ClaimCode | None:
    """The code that this very person typed in the last hour."""
    try:
        code_id, user_id = SIGNER.unsign_object(key, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    found = ClaimCode.objects.select_related("enrolment__learner", "enrolment__institution")
    return found.filter(pk=code_id).first() if user_id == user.pk else None


def _too_many(request: HttpRequest, code: ClaimCode) -> HttpResponse | None:
    """Guessing a birth date is limited by the code as well: a found sheet of paper is not enough."""
    limited = ratelimit.consume_or_429(request, action="claim", user=request.user)
    return limited or ratelimit.consume_or_429(request, action="claim-code", key=str(code.pk))

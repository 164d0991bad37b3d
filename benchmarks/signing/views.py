"""Sending a return to the head, signing while signed in, sending it back, the receipt, and who signs."""

from collections.abc import Callable
from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from benchmarks import queries
from benchmarks.models import Return
from benchmarks.reach import institution_for, submitted_for, year_for
from benchmarks.returns import queries as reads
from benchmarks.returns.rows import check_rows
from benchmarks.returns.views_pages import check_page
from benchmarks.signing import actions
from benchmarks.signing.forms import HeadForm, SendBackForm, SignForm, WhoSignsForm
from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can

TOO_MANY = "You have sent many letters to heads in the last hour. Try again later."


@require_POST
@login_required
def send(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Sends the return to the head, from the check page."""
    current = _open(request, Can.EDIT_RETURN, urn, year)
    form = HeadForm(request.POST)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    if not form.is_valid():
        return check_page(request, current, head_form=form)
    if not _may_write(request):
        form.add_error("email", TOO_MANY)
        return check_page(request, current, head_form=form)
    email = form.cleaned_data["email"].lower()
    return _act(
        request, urn, year, lambda: actions.send_to_head(return_id=current.pk, email=email, by=_me(request), now=_now())
    )


@require_POST
@login_required
def send_again(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """A new letter with a new link."""
    current = _open(request, Can.EDIT_RETURN, urn, year)
    form = HeadForm(request.POST)
    if current is None or not form.is_valid():
        messages.error(request, "Enter an email address in the right format, like name@example.com.")
        return redirect("benchmarks:year", urn, year)
    if not _may_write(request):
        messages.error(request, TOO_MANY)
        return redirect("benchmarks:year", urn, year)
    email = form.cleaned_data["email"].lower()
    return _act(
        request,
        urn,
        year,
        lambda: actions.send_again(return_id=current.pk, email=email, by=_me(request), now=_now()),
        done=f"A new letter is on its way to {email}. The link in the earlier letter no longer works.",
    )


@require_POST
@login_required
def take_back(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """Takes the return back from the head."""
    current = _open(request, Can.EDIT_RETURN, urn, year)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    return _act(
        request,
        urn,
        year,
        lambda: actions.take_back(return_id=current.pk, now=_now()),
        done="You have the return back. The link in the head’s letter no longer works.",
    )


@require_POST
@login_required
def submit_alone(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """The careers leader submits, where the institution chose so."""
    current = _open(request, Can.EDIT_RETURN, urn, year)
    if current is None:
        return redirect("benchmarks:year", urn, year)
    form = SignForm(request.POST)
    if not form.is_valid():
        return check_page(request, current, sign_form=form)
    signer = form.cleaned_data
    return _act(
        request,
        urn,
        year,
        lambda: actions.submit_alone(return_id=current.pk, **signer, by=_me(request), now=_now()),
        to="benchmarks:receipt",
    )


@require_http_methods(["GET", "POST"])
@login_required
def sign(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """The signed-in head reads the return and signs it."""
    current = _open(request, Can.SIGN_RETURN, urn, year)
    if current is None:
        return _told(request, urn, year)
    form = SignForm(request.POST) if request.method == "POST" else SignForm(initial={"name": str(request.user)})
    if not form.is_valid():
        return sign_page(request, current, sign_form=form)
    signer = form.cleaned_data
    return _act(
        request,
        urn,
        year,
        lambda: actions.sign(return_id=current.pk, **signer, by=_me(request), now=_now()),
        to="benchmarks:receipt",
    )


@require_POST
@login_required
def send_back(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """The signed-in head sends the return back with a note."""
    current = _open(request, Can.SIGN_RETURN, urn, year)
    if current is None:
        return _told(request, urn, year)
    form = SendBackForm(request.POST, signed_in=True)
    if not form.is_valid():
        return sign_page(request, current, back_form=form)
    return _act(
        request,
        urn,
        year,
        lambda: actions.send_back(return_id=current.pk, note=form.cleaned_data["note"], by=_me(request), now=_now()),
        done="The return is back with the careers leader, who has been told.",
    )


def sign_page(request: HttpRequest, current: Return, *, key: str = "", **forms: Any) -> HttpResponse:
    """The page where a head reads and signs: signed in, or with the letter's `key`."""
    stored = reads.entries(current)
    result = reads.result_of(current, stored)
    context = {
        "institution": current.organisation,
        "year": current.year,
        "found": current,
        "key": key,
        "result": result,
        "groups": check_rows(current, stored, result, reads.earlier_return(current)),
        "blanks": reads.blanks(result),
        "sign_form": SignForm(),
        "back_form": SendBackForm(signed_in=not key),
    } | forms
    context["form"] = next((form for form in forms.values() if form.is_bound), None)
    return render(request, "benchmarks/sign.html", context)


@require_GET
@login_required
def receipt(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """What was submitted, by whom, with its reference, and what happens next."""
    found = year_for(request, Can.SEE_RETURN, urn, year)
    latest = submitted_for(found, year)
    context = {"institution": found, "year": year, "found": latest, "may": reads.may(request.user, found)}
    return render(request, "benchmarks/receipt.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def who_signs(request: HttpRequest, urn: int) -> HttpResponse:
    """The institution's choice: the head signs, or the careers leader submits alone."""
    found = institution_for(request, Can.EDIT_RETURN, urn)
    alone = queries.leader_submits_alone(found)
    form = WhoSignsForm(
        request.POST if request.method == "POST" else None, initial={"who": "leader" if alone else "head"}
    )
    if form.is_valid():
        actions.choose_who_signs(
            organisation=found, leader_alone=form.cleaned_data["who"] == "leader", by=_me(request), now=_now()
        )
        messages.success(request, "Saved.")
        return redirect("benchmarks:institution", urn)
    return render(request, "benchmarks/who_signs.html", {"institution": found, "form": form})


def _may_write(request: HttpRequest) -> bool:
    """Counts one letter to a head; false when the person has sent as many as an hour allows."""
    return bool(ratelimit.consume(request, action="to-head", user=request.user))


def _open(request: HttpRequest, can: Can, urn: int, year: str) -> Return | None:
    return queries.open_return(year_for(request, can, urn, year), year)


def _told(request: HttpRequest, urn: int, year: str) -> HttpResponse:
    """There is nothing to sign: because it was signed, which the second of two heads is told, or not sent yet."""
    found = queries.latest_submitted(year_for(request, Can.SIGN_RETURN, urn, year), year)
    if found is None:
        messages.error(request, "There is no return here to sign yet.")
        return redirect("benchmarks:year", urn, year)
    if request.method == "POST" and found.submitted_by != request.user:
        messages.error(request, f"{actions.already_signed(found)} Nothing has changed.")
    return redirect("benchmarks:receipt", urn, year)


def _act(
    request: HttpRequest,
    urn: int,
    year: str,
    action: Callable[[], Return],
    *,
    done: str = "",
    to: str = "benchmarks:year",
) -> HttpResponse:
    try:
        action()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("benchmarks:year", urn, year)
    if done:
        messages.success(request, done)
    return redirect(to, urn, year)


def _me(request: HttpRequest) -> Any:
    return request.user


_now = timezone.now

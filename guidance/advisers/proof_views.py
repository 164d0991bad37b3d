"""An adviser sends a proof; whoever runs their service reads it and decides."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from frontdoor.ground.methods import READ_OR_SEND
from frontdoor.ground.refused import Refused
from frontdoor.people.actions import name_account
from frontdoor.people.queries import person
from guidance.access import runs
from guidance.advisers import actions, queries, relying
from guidance.advisers.forms import FORMS, NamingForm, NoteForm, WithdrawForm
from guidance.advisers.standing import KIND_WORDS
from guidance.advisers.views import of_adviser, page
from guidance.models import Adviser, Proof


@READ_OR_SEND
@of_adviser
def send(request: HttpRequest, found: Adviser, kind: str) -> HttpResponse:
    """One short form for each kind. While one of a kind waits there is nothing to fill in."""
    if kind not in FORMS:
        raise Http404
    if found.user_id != person(request).pk:
        raise PermissionDenied
    today = timezone.localdate()
    form = FORMS[kind](request.POST or None, today=today, adults_only=queries.adults_only(found.service))
    if request.method == "POST" and form.is_valid():
        return _send(request, found, form.told())
    if queries.standing(found, today).waits(kind):
        messages.error(request, actions.WAITS.format(KIND_WORDS[kind]))
        return redirect("guidance:adviser", found.pk)
    decided = bool(queries.deciders(found))
    return page(request, "send", found, form=form, kind=kind, words=KIND_WORDS[kind], decided_by_somebody=decided)


def _send(request: HttpRequest, found: Adviser, told: actions.Told) -> HttpResponse:
    try:
        actions.send(adviser_id=found.pk, told=told, by=person(request), now=timezone.now())
        messages.success(request, f"Your {KIND_WORDS[told.kind]} is sent.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:adviser", found.pk)


@READ_OR_SEND
@of_adviser
def proof(request: HttpRequest, found: Adviser, proof_id: int) -> HttpResponse:
    """All that the adviser told, what was decided, and the decision; a manager without a name gives it here."""
    sent, form = _proof(found, proof_id), NamingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name_account(user=person(request), full_name=form.cleaned_data["full_name"])
        messages.success(request, "Your name is saved.")
        return redirect("guidance:proof", found.pk, sent.pk)
    return _page(request, sent, form=form)


@require_POST
@of_adviser
def accept(request: HttpRequest, found: Adviser, proof_id: int) -> HttpResponse:
    """One press: checked."""
    _managers_only(request, found)
    return _decide(request, _proof(found, proof_id), actions.accept, "Accepted. The adviser gets a letter.")


@READ_OR_SEND
@of_adviser
def send_back(request: HttpRequest, found: Adviser, proof_id: int) -> HttpResponse:
    """With a note that says what has to change."""
    _managers_only(request, found)
    sent, form = _proof(found, proof_id), NoteForm(request.POST or None)
    if form.is_valid():
        done = "Sent back. The adviser gets a letter with your note."
        return _decide(request, sent, actions.send_back, done, **form.cleaned_data)
    return _page(request, sent, "send_back", form=form)


@READ_OR_SEND
@of_adviser
def withdraw(request: HttpRequest, found: Adviser, proof_id: int) -> HttpResponse:
    """With a reason; it acts at once. The page says before what it does to booked meetings."""
    _managers_only(request, found)
    sent, form = _proof(found, proof_id), WithdrawForm(request.POST or None)
    if form.is_valid():
        done = "Withdrawn. The adviser gets a letter with your reason."
        return _decide(request, sent, actions.withdraw, done, **form.cleaned_data)
    now = timezone.now()
    return _page(request, sent, "withdraw", form=form, after=relying.without(sent, now=now))


def _managers_only(request: HttpRequest, found: Adviser) -> None:
    if not runs(request.user, found.service):
        raise PermissionDenied


def _proof(found: Adviser, proof_id: int) -> Proof:
    sent = get_object_or_404(Proof.objects.select_related("decided_by", "ended_by"), adviser=found, pk=proof_id)
    sent.adviser = found
    return sent


def _decide(request: HttpRequest, sent: Proof, act: Callable[..., Proof], done: str, **words: str) -> HttpResponse:
    try:
        act(proof_id=sent.pk, **words, by=person(request), now=timezone.now())
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("guidance:proof", sent.adviser_id, sent.pk)


def _page(request: HttpRequest, sent: Proof, name: str = "proof", *, form: Form, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    why_not = actions.why_not(person(request), sent.adviser)
    context = {
        "proof": sent,
        "words": KIND_WORDS[sent.kind],
        "state": sent.state(today),
        "standing": queries.standing(sent.adviser, today),
        "why_not": why_not,
        "why_not_accept": "" if why_not or sent.decided_at else actions.why_not_accept(sent, on=today),
        "is_unnamed": why_not == actions.NO_NAME,
        "decided_by_somebody": bool(queries.deciders(sent.adviser)),
        "form": form,
        **more,
    }
    return page(request, name, sent.adviser, **context)

"""Asking a parent or carer, and what they answer: by their link, or on paper."""

import hashlib
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground import keys
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.record.models import Carer
from workexperience.applications import moves, rules
from workexperience.consents import letters, queries, words
from workexperience.models import Application, ApplicationState, Consent
from workexperience.placements.actions import settle

S = ApplicationState
SAME_PRESS = timedelta(minutes=10)  # a second press within this time is the same press
NO_BIRTH_DATE = "Your roll has no birth date for this learner, so a link would show nothing. Ask on paper."
NOT_NAMED = "This parent or carer is not on your list any more. Choose another, or ask on paper."
CHANGED = "Something about the placement has changed since you read this. Read it again, then answer."


def ask(application: Application, *, carer: Carer, by: Any, now: datetime) -> Consent:
    """Send a link to this parent or carer; an older link no longer works. The application is locked (`moves.locked`)."""
    if not application.learner.date_of_birth:
        raise Refused(NO_BIRTH_DATE)
    if not queries.carers_of(application).filter(pk=carer.pk).exists():
        raise Refused(NOT_NAMED)
    before = queries.asked_now(application)
    same = before and (before.carer_id, before.session_id) == (carer.pk, application.session_id)
    if before and same and now - before.created_at < SAME_PRESS:
        return before
    _replace(application, now)
    key, key_hash = keys.new()
    made = Consent.objects.create(
        application=application,
        session=application.session,
        carer=carer,
        email=carer.email,
        token_hash=key_hash,
        text=words.text_of(application, today=timezone.localdate(now)),
        expires_at=rules.expires(timezone.localtime(now), rules.CONSENT_LIVES, moves.first_day(application)),
        created_by=by,
        created_at=now,
    )
    letters.asked(made, key, now=now)
    return made


@transaction.atomic
def ask_again(*, application_id: int, carer_id: int, by: Any, now: datetime) -> Consent:
    """Another link, to the same parent or carer or to another one."""
    application = moves.locked(application_id)
    _refuse_unasked(application, now)
    carer = queries.carers_of(application).filter(pk=carer_id).first()
    if carer is None:
        raise Refused(NOT_NAMED)
    return ask(application, carer=carer, by=by, now=now)


@moves.on_entering(S.ACCEPTED)
def ask_for_new_days(application: Application, now: datetime) -> None:
    """Whoever said yes to other days is asked about the new ones, by themself; without a link the school asks.

    Called on the way into "accepted": the application is locked.
    """
    if queries.agreed(application, today=timezone.localdate(now)):
        return
    said = application.consents.filter(agrees=True).order_by("-pk").select_related("carer").first()
    if said is None or said.carer is None or not application.learner.date_of_birth:
        return
    if queries.carers_of(application).filter(pk=said.carer.pk).exists():
        ask(application, carer=said.carer, by=said.created_by, now=now)


@transaction.atomic
def prove(*, consent_id: int, born: date, now: datetime) -> bool:
    """Whether this is the learner's birth date. A wrong one is counted, and after five the link is dead."""
    consent = _held(consent_id)
    if refusal := queries.why_dead(consent, now=now):
        raise Refused(refusal)
    if consent.application.learner.date_of_birth == born:
        return True
    consent.tries += 1
    consent.save(update_fields=["tries"])
    return False


@transaction.atomic
def answer(*, consent_id: int, agrees: bool, name: str, seen: str, by: Any, now: datetime) -> Consent:
    """Yes or no, once. `seen` marks the text that stood on the page (`mark_of`): it is stored as it was shown.

    Ask `prove` first, in a transaction of its own. A second answer changes nothing.
    """
    application_id = Consent.objects.filter(pk=consent_id).values_list("application", flat=True).first()
    if application_id is None:
        raise Refused(queries.DEAD)
    application = moves.locked(application_id)
    consent = _held(consent_id)
    if consent.answered_at:
        return consent
    if refusal := queries.why_dead(consent, now=now):
        raise Refused(refusal)
    text = words.text_of(application, today=timezone.localdate(now))
    if mark_of(text) != seen:
        raise Refused(CHANGED)
    consent.text, consent.agrees, consent.name, consent.answered_at = text, agrees, name, now
    consent.save(update_fields=["text", "agrees", "name", "answered_at"])
    _go_on(application, agrees=agrees, by=by, now=now)
    return consent


@transaction.atomic
def record_paper(*, application_id: int, agrees: bool, name: str, on: date, by: Any, now: datetime) -> Consent:
    """Staff record what a parent or carer signed on paper on a day. A link that is out no longer works.

    Refused for a paper from before these days were asked about: it is about others.
    """
    application = moves.locked(application_id)
    same = application.consents.filter(on_paper=True, agrees=agrees, name=name, answered_at__gt=now - SAME_PRESS)
    if pressed := same.first():
        return pressed
    _refuse_unasked(application, now)
    if refusal := queries.too_old(application, on):
        raise Refused(f"{refusal}.")
    _replace(application, now)
    today = timezone.localdate(now)
    made = Consent.objects.create(
        application=application,
        session=application.session,
        text=f"{words.text_of(application, today=today)}{words.GAP}On paper\nSigned on {day_in_words(on)}.",
        expires_at=now,
        answered_at=now,
        agrees=agrees,
        name=name,
        on_paper=True,
        created_by=by,
        created_at=now,
    )
    _go_on(application, agrees=agrees, by=by, now=now)
    return made


def mark_of(text: str) -> str:
    """Tells one text from another."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _go_on(application: Application, *, agrees: bool, by: Any, now: datetime) -> None:
    """A no ends it, without a word to the employer. A yes goes on to the employer, or confirms other days."""
    if not agrees:
        moves.put(application, S.REFUSED, by=by, now=now)
    elif application.state == S.PARENT:
        moves.ready(application, by=by, now=now)
    else:
        settle(application, by=by, now=now)


def _refuse_unasked(application: Application, now: datetime) -> None:
    if application.state not in queries.ASKED_IN or queries.agreed(application, today=timezone.localdate(now)):
        raise Refused(moves.MOVED_ON)


def _replace(application: Application, now: datetime) -> None:
    application.consents.filter(answered_at=None, replaced_at=None).update(replaced_at=now)


def _held(consent_id: int) -> Consent:
    """The question, held to the end of the transaction; Refused when it has gone."""
    around = ("carer", "application__learner", "application__institution")
    found = Consent.objects.select_for_update(of=("self",)).select_related(*around).filter(pk=consent_id).first()
    if found is None:
        raise Refused(queries.DEAD)
    return found

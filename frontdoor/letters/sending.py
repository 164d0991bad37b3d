"""Sending one letter: claim it in a committed transaction, hand it to the mail server, record what became of it.

A worker that dies anywhere in between leaves the letter in `sending`; nobody sends such a letter again by itself. The
sweep moves it to `not-sure`, where staff see it (design section 3).
"""

import hashlib
import logging
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from frontdoor.letters.keys import emptied_once_over
from frontdoor.letters.models import Letter, State
from frontdoor.letters.outcomes import Outcome, outcome, wait
from frontdoor.letters.wanted import is_wanted

log = logging.getLogger(__name__)

NO_LONGER = Outcome(State.NOT_NEEDED, "What it was about was settled before it was sent.")


def send(*, letter_id: int, now: datetime) -> State | None:
    """Send the letter if nobody else has or does; its state afterwards, None when there was nothing to do."""
    letter = claim(letter_id=letter_id, now=now)
    if letter is None:
        return None
    ended = _deliver(letter) if is_wanted(letter, now=now) else NO_LONGER
    return _record(letter, ended, now=timezone.now())


def claim(*, letter_id: int, now: datetime) -> Letter | None:
    """Take the letter for this worker, for everyone to see; None when it is not waiting, or is too late to send.

    `durable` refuses to run inside a transaction: a claim that is not committed protects nothing.
    """
    with transaction.atomic(durable=True):
        claimed = Letter.objects.filter(pk=letter_id, state=State.QUEUED, expires_at__gt=now).update(
            state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1, error=""
        )
    return Letter.objects.get(pk=letter_id) if claimed else None


def message_id(key: str) -> str:
    """The letter's Message-ID: the same for every attempt, so that a mailbox can know a second copy."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def as_email(letter: Letter) -> EmailMultiAlternatives:
    """The letter as text and HTML, marked as sent by a machine so that absence notices do not answer it."""
    email = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        headers={"Message-ID": message_id(letter.key), "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(letter.html, "text/html")
    return email


def _deliver(letter: Letter) -> Outcome:
    connection = get_connection()
    handed_over, error = False, None
    try:
        email = as_email(letter)
        email.message()  # a letter that cannot be written as an email fails here, before anything has gone
        handed_over = True
        connection.send_messages([email])
    except Exception as caught:  # noqa: BLE001 - whatever it is, it is recorded on the letter
        error = caught
    # A backend that cannot say how far it came may have sent the letter.
    ended = outcome(error, begun=handed_over and getattr(connection, "begun", True))
    if error is not None:
        # No traceback: the server's words may hold an address.
        fields = {"letter": letter.pk, "kind": letter.kind, "state": ended.state, "code": ended.code}
        log.warning("a letter was not sent", extra={"fields": fields})
    return ended


def _record(letter: Letter, ended: Outcome, *, now: datetime) -> State | None:
    """Write what became of this attempt, unless a person has decided about the letter in the meantime.

    The sweep may have called it not sure because this worker was slow: the answer that came late is the better one.
    """
    state = State(ended.state)
    changes: dict[str, object] = {"state": state, "error": ended.error}
    if state == State.SENT:
        changes["sent_at"] = now
    if state not in (State.QUEUED, State.NOT_SURE):
        changes |= emptied_once_over(letter.kind)
    if state == State.QUEUED:
        changes["next_at"] = now + wait(letter.attempts)
    mine = Letter.objects.filter(pk=letter.pk, attempts=letter.attempts, state__in=[State.SENDING, State.NOT_SURE])
    return state if mine.update(**changes) else None

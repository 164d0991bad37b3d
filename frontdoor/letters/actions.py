"""Making letters, and deciding about those that may not have arrived. Sending is `sending.py`, the sweep `sweeping.py`."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from frontdoor.ground.background import after_commit
from frontdoor.ground.refused import Refused
from frontdoor.letters import queries, tasks
from frontdoor.letters.keys import emptied_once_over
from frontdoor.letters.models import Decision, Letter, State
from frontdoor.letters.writing import write

# The worker gets a letter at commit. One that nobody picked up after this long is published again by the sweep.
PICKED_UP_WITHIN = timedelta(minutes=1)


def queue(
    kind: str,
    *,
    key: str,
    to: str,
    context: dict[str, Any],
    now: datetime,
    organisation_id: int | None = None,
    keep_for: timedelta = timedelta(days=7),
    because: str = "",
) -> Letter | None:
    """Put a letter in the outbox, in the caller's transaction; None when a letter with this key was made before.

    `key` names the fact that the letter tells, with ids and never a name or an address. `kind` names
    `templates/letters/<kind>.txt` and, if it is there, `<kind>.html` extending `letters/base.html`; how they are
    written stands in `letters/writing.py`. The context gets `site` (the address of the portal). A letter that waits
    longer than `keep_for` is expired, not sent; one about a learner names in `because` the reason (`record.Reason`) without
    which it may not go. The letter goes to a worker when the transaction commits; if the
    broker is away nothing is raised, and the sweep sends it later.
    """
    if Letter.objects.filter(key=key).exists():  # the usual repeat: nothing is rendered for it
        return None
    words = write(kind, context)
    letter, made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            "subject": words.subject,
            "text": words.text,
            "html": words.html,
            "organisation_id": organisation_id,
            "because": because,
            "created_at": now,
            "expires_at": now + keep_for,
            "next_at": now + PICKED_UP_WITHIN,
        },
    )
    if not made:  # another transaction made it between the two lines above
        return None
    after_commit(tasks.send, letter.pk)
    return letter


def decide(*, letter_id: int, what: Decision.What, by: Any, now: datetime) -> None:
    """Record what a person decided about a letter that may not have arrived, and do it.

    *Send again* makes a new attempt, with the same Message-ID; *it arrived* calls it sent; *dealt with* takes it off
    the list. The same decision twice is one decision. Refused when somebody has decided otherwise in the meantime, or
    when the letter is too late to send.
    """
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=letter_id)
        if what not in queries.open_decisions(letter, now=now):
            latest = letter.decisions.order_by("pk").last()
            if latest is not None and latest.what == what:
                return
            raise Refused(_why_not(letter, what))
        Decision.objects.create(letter=letter, what=what, by=by, at=now)
        _carry_out(letter, what, now=now)


def _carry_out(letter: Letter, what: Decision.What, *, now: datetime) -> None:
    mine = Letter.objects.filter(pk=letter.pk)
    if what == Decision.What.ARRIVED:
        mine.update(state=State.SENT, sent_at=F("claimed_at"), error="")
    if what != Decision.What.AGAIN:
        mine.update(**emptied_once_over(letter.kind))
    if what == Decision.What.AGAIN:
        mine.update(state=State.QUEUED, next_at=now + PICKED_UP_WITHIN, error="")
        after_commit(tasks.send, letter.pk)


def _why_not(letter: Letter, what: Decision.What) -> str:
    if what == Decision.What.AGAIN and letter.state in queries.IN_DOUBT and not letter.text:
        return "This letter cannot be sent again: its words are not kept. Ask for a new one."
    if what == Decision.What.AGAIN and letter.state in queries.IN_DOUBT:
        return "This letter is too old to send again: its link may no longer work."
    return "Somebody has already decided about this letter."

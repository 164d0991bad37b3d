"""Making letters, and deciding about those that may not have arrived. Sending is `sending.py`, the sweep `sweeping.py`."""

from datetime import datetime, timedelta
from typing import Any

from frontdoor.ground.background import after_commit
from frontdoor.letters import tasks
from frontdoor.letters.models import Letter
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
) -> Letter | None:
    """Put a letter in the outbox, in the caller's transaction; None when a letter with this key was made before.

    `key` names the fact that the letter tells, with ids and never a name or an address. `kind` names
    `templates/letters/<kind>.txt` and, if it is there, `<kind>.html` extending `letters/base.html`; how they are
    written stands in `letters/writing.py`. The context gets `site` (the address of the portal). A letter that waits
    longer than `keep_for` is expired, not sent. The letter goes to a worker when the transaction commits; if the
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
            "created_at": now,
            "expires_at": now + keep_for,
            "next_at": now + PICKED_UP_WITHIN,
        },
    )
    if not made:  # another transaction made it between the two lines above
        return None
    after_commit(tasks.send, letter.pk)
    return letter

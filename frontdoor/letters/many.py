"""Making many letters at once: the same promise as `actions.queue`, with the same few queries for any number."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from frontdoor.ground.background import after_commit
from frontdoor.ground.often import asked_often
from frontdoor.letters import tasks
from frontdoor.letters.actions import PICKED_UP_WITHIN
from frontdoor.letters.models import Letter
from frontdoor.letters.writing import write

TOGETHER = 5  # letters in one message: to hand a message to the broker costs a request as much as to write a letter


@dataclass(frozen=True)
class Draft:
    """A letter to be made: what `actions.queue` takes for one. Without `keep_for` it is kept as long as the others."""

    kind: str
    key: str
    to: str
    context: dict[str, Any] = field(default_factory=dict)
    organisation_id: int | None = None
    because: str = ""
    keep_for: timedelta | None = None


def queue_many(drafts: Iterable[Draft], *, now: datetime, keep_for: timedelta = timedelta(days=7)) -> int:
    """Put the letters in the outbox, in the caller's transaction; how many were made.

    A draft whose key was made before is left out and not written. Three queries whatever the number; give it some
    hundreds at a time, because each letter's words are held until they are stored.
    """
    wanted = {draft.key: draft for draft in drafts}
    for key in _stored_keys(keys=list(wanted)):
        del wanted[key]
    # What another transaction makes between the two lines is left alone: its letter has that key.
    letters = [_letter(draft, now=now, keep_for=keep_for) for draft in wanted.values()]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    made = sorted(_new_ids(keys=list(wanted), now=now))
    for first in range(0, len(made), TOGETHER):
        after_commit(tasks.send, *made[first : first + TOGETHER])
    return len(made)


@asked_often
def _stored_keys(*, keys: list[str]) -> QuerySet[Letter, str]:
    return Letter.objects.filter(key__in=keys).values_list("key", flat=True)


@asked_often
def _new_ids(*, keys: list[str], now: datetime) -> QuerySet[Letter, int]:
    return Letter.objects.filter(key__in=keys, created_at=now).values_list("pk", flat=True)


def _letter(draft: Draft, *, now: datetime, keep_for: timedelta) -> Letter:
    words = write(draft.kind, draft.context)
    return Letter(
        key=draft.key,
        kind=draft.kind,
        to=draft.to,
        subject=words.subject,
        text=words.text,
        html=words.html,
        organisation_id=draft.organisation_id,
        because=draft.because,
        created_at=now,
        expires_at=now + (draft.keep_for or keep_for),
        next_at=now + PICKED_UP_WITHIN,
    )

"""What nobody picked up, what got stuck, what is too late, and what is old enough to be emptied."""

import logging
from datetime import datetime, timedelta

from celery import Task
from django.db.models import Q

from frontdoor.ground.background import publish
from frontdoor.letters.models import Letter, State

log = logging.getLogger(__name__)

# Longer than any conversation with a mail server can last (each of its steps waits at most EMAIL_TIMEOUT seconds).
SENDING_LIMIT = timedelta(minutes=10)
# A letter published by the sweep is not published again before this: the workers may have a long queue.
PUBLISH_AGAIN = timedelta(minutes=10)
KEEP_WORDS = timedelta(days=90)
STOPPED = "The sending was cut off in the middle, so we do not know whether it arrived."


def sweep(*, now: datetime, send: Task) -> dict[str, int]:
    """One round: late letters expire, stuck ones become not sure, waiting ones are published. Safe to repeat.

    `send` is the task that a waiting letter is handed to. Answers how many of each.
    """
    expired = Letter.objects.filter(state=State.QUEUED, expires_at__lte=now).update(state=State.EXPIRED)
    stuck = Letter.objects.filter(state=State.SENDING, claimed_at__lte=now - SENDING_LIMIT)
    not_sure = stuck.update(state=State.NOT_SURE, error=STOPPED)
    counts = {"expired": expired, "not_sure": not_sure, "published": _publish_waiting(now=now, send=send)}
    if any(counts.values()):
        log.info("letters swept", extra={"fields": counts})
    return counts


def _publish_waiting(*, now: datetime, send: Task) -> int:
    """Publish each letter that nobody picked up; stop at the first that the broker does not take."""
    waiting = Letter.objects.filter(state=State.QUEUED, next_at__lte=now).order_by("next_at", "pk")
    published = []
    for letter_id in waiting.values_list("pk", flat=True):
        if not publish(send, letter_id):
            break
        published.append(letter_id)
    Letter.objects.filter(pk__in=published, state=State.QUEUED).update(next_at=now + PUBLISH_AGAIN)
    return len(published)


def empty_old(*, now: datetime) -> int:
    """Delete words and addresses of letters made more than 90 days ago; how many. The key stays: nothing is made twice."""
    old = Letter.objects.filter(created_at__lte=now - KEEP_WORDS, emptied_at=None).exclude(
        Q(state=State.QUEUED) | Q(state=State.SENDING)
    )
    return old.update(to="", subject="", text="", html="", error="", emptied_at=now)

"""What nobody picked up, what got stuck, what is too late, and what is old enough to be emptied."""

import logging
from datetime import datetime, timedelta

from celery import Task
from django.db.models import Q

from frontdoor.ground.background import publish
from frontdoor.letters import keys
from frontdoor.letters.models import Letter, State

log = logging.getLogger(__name__)

# Longer than any conversation with a mail server can last (each of its steps waits at most EMAIL_TIMEOUT seconds).
SENDING_LIMIT = timedelta(minutes=10)
# A letter published by the sweep is not published again before this: the workers may have a long queue.
PUBLISH_AGAIN = timedelta(minutes=10)
KEEP_WORDS = timedelta(days=90)
KEEP_WORDS_TO_ONE_PERSON = timedelta(days=7)  # codes and notices of an account: nobody looks into them later
STOPPED = "The sending was cut off in the middle, so we do not know whether it arrived."


def sweep(*, now: datetime, send: Task) -> dict[str, int]:
    """One round: late letters expire, stuck ones become not sure, waiting ones are published. Safe to repeat.

    `send` is the task that a waiting letter is handed to. Answers how many of each.
    """
    late = Letter.objects.filter(state=State.QUEUED, expires_at__lte=now)
    expired = late.filter(kind__in=keys.emptied()).update(state=State.EXPIRED, **keys.EMPTY)
    expired += late.update(state=State.EXPIRED)
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
    """Delete words and addresses of old letters; how many. The key stays: nothing is made twice.

    Letters about an organisation keep them for 90 days, letters to one person for 7.
    """
    old = Q(created_at__lte=now - KEEP_WORDS)
    old |= Q(organisation=None, created_at__lte=now - KEEP_WORDS_TO_ONE_PERSON)
    done = Letter.objects.filter(old, emptied_at=None).exclude(state__in=[State.QUEUED, State.SENDING])
    return done.update(to="", subject="", text="", html="", error="", emptied_at=now)

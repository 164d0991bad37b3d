"""The letters to whoever waits, each made in the transaction of its cause: the promise, each offer, and an end not their own."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from frontdoor.ground.dates import day_in_words, moment_in_words
from frontdoor.letters.actions import queue
from frontdoor.letters.keys import carries_a_key
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.record.care.letters import who_to_turn_to
from guidance.booking import words
from guidance.booking.letters import reach
from guidance.models import Hold, Wait, WaitEnd
from guidance.waiting import links, queries, rules
from guidance.waiting.queries import time_key

JOINED, OFFER, ENDED = "wait-joined", "wait-offer", "wait-ended"
carries_a_key(OFFER)


def joined(wait: Wait, *, now: datetime) -> None:
    """The promise: by when, from whom."""
    _to_learner(
        JOINED, str(wait.pk), wait, now, by_when=day_in_words(wait.promised_by), link=reverse("guidance:waiting")
    )


def offered(wait: Wait, hold: Hold, *, now: datetime) -> None:
    """A time with an adviser, kept until then. Its key remembers which time it was: see `offered_before`."""
    _to_learner(
        OFFER,
        f"{wait.pk}:{wait.offers}:{time_key(hold.adviser_id, hold.during.lower)}",
        wait,
        now,
        keep_for=hold.expires_at - now,
        when=words.when(hold),
        how=words.how(hold),
        adviser=words.adviser(hold),
        until=moment_in_words(hold.expires_at),
        is_last="yes" if wait.offers >= rules.MOST_OFFERS else "",
        link=links.address(wait),
    )


def ended(wait: Wait, *, now: datetime) -> None:
    """Why nobody waits any more, and what to do now."""
    has_left = "yes" if wait.end == WaitEnd.LEFT else ""
    _to_learner(ENDED, str(wait.pk), wait, now, has_left=has_left, link=reverse("guidance:start"))


def offered_before(wait: Wait, number: int | None = None) -> set[str]:
    """The times that were offered to this wait, or as this offer of it, as `time_key` has them: nobody is offered one twice."""
    stem = f"{OFFER}:{wait.pk}:" if number is None else f"{OFFER}:{wait.pk}:{number}:"
    keys = Letter.objects.filter(key__startswith=stem).values_list("key", flat=True)
    return {key.split(":", 3)[3] for key in keys}


def _to_learner(
    kind: str, fact: str, wait: Wait, now: datetime, keep_for: timedelta = timedelta(days=7), **more: str
) -> None:
    to = reach(wait.learner, wait.institution_id)
    if not to:
        return
    context: dict[str, Any] = {"service": wait.service.organisation.name, "safe": who_to_turn_to(wait.learner), **more}
    queue(kind, key=f"{kind}:{fact}", to=to, context=context, now=now, keep_for=keep_for)


@wanted_while(JOINED)
def still_waits(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once a time is on offer: that letter says more."""
    return queries.live().filter(pk=int(letter.key.split(":")[1]), offers=0).exists()


@wanted_while(OFFER)
def is_kept(letter: Letter, now: datetime) -> bool:
    """While this very time is kept for them."""
    wait, number, adviser, start = letter.key.split(":")[1:]
    held = queries.offers(now).filter(wait=int(wait), wait__offers=int(number), adviser=int(adviser))
    return any(int(during.lower.timestamp()) == int(start) for during in held.values_list("during", flat=True))


@wanted_while(ENDED)
def waits_nowhere(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """Not once they wait again."""
    here = Wait.objects.filter(pk=int(letter.key.split(":")[1]), ended_at__isnull=False).first()
    return here is not None and not queries.live().filter(learner=here.learner_id).exists()

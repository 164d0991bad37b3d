"""Reads of letters."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.letters.models import Decision, Letter, State

IN_DOUBT = [State.NOT_SURE, State.REFUSED, State.EXPIRED]


def newest() -> QuerySet[Letter]:
    """Every letter, the newest first."""
    return Letter.objects.order_by("-created_at", "-pk")


def in_doubt() -> QuerySet[Letter]:
    """Letters that may not have arrived and that nobody has dealt with, the newest first.

    A letter that nobody waits for any more is left out: one that expired and belongs to no organisation is a code or a
    notice to one person, who has long asked for another.
    """
    settled = Decision.objects.filter(letter=OuterRef("pk"), what=Decision.What.DEALT_WITH)
    return (
        newest()
        .filter(state__in=IN_DOUBT, emptied_at=None)
        .exclude(Q(state=State.EXPIRED, organisation=None))
        .exclude(Exists(settled))
    )


def open_decisions(letter: Letter, *, now: datetime) -> list[Decision.What]:
    """What a person may decide about this letter now; the page shows it and the action asks it."""
    what = Decision.What
    if letter.state not in IN_DOUBT or letter.emptied_at:
        return []
    if any(decision.what == what.DEALT_WITH for decision in letter.decisions.all()):
        return []
    sendable = letter.state != State.EXPIRED and letter.expires_at > now and letter.text != ""  # see keys.py
    arrivable = letter.state == State.NOT_SURE
    return [*([what.AGAIN] if sendable else []), *([what.ARRIVED] if arrivable else []), what.DEALT_WITH]

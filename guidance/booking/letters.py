"""The letters about a meeting, each made in the transaction of its cause.

To the learner: when, how, where, with the link by which it is moved or cancelled. To the adviser: the time and the reference,
and nothing about anybody. A learner without an account gets them at the address that the school's roll has.
"""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.record.care.letters import who_to_turn_to
from guidance.booking import links, words
from guidance.booking.reasons import key_of
from guidance.models import Adviser, BookedAs, Meeting

BOOKED, MOVED, CANCELLED, MISSED = "meeting-booked", "meeting-moved", "meeting-cancelled", "meeting-missed"
REMINDER = "meeting-reminder"
NEW, CHANGED, OFF = "meeting-adviser-new", "meeting-adviser-changed", "meeting-adviser-off"
TO_LEARNER = (BOOKED, MOVED, CANCELLED, MISSED, REMINDER)


def booked(meeting: Meeting, *, by: Any, now: datetime) -> None:
    """To the learner, whoever booked it; to the adviser, unless they did."""
    to_learner(BOOKED, meeting, now=now)
    _to_adviser(NEW, meeting, meeting.adviser, by=by, now=now)


def moved(meeting: Meeting, *, before: Adviser, by: Any, now: datetime) -> None:
    """To the learner; to the adviser, and to the one who had it before."""
    to_learner(MOVED, meeting, now=now)
    _to_adviser(NEW if before.pk != meeting.adviser_id else CHANGED, meeting, meeting.adviser, by=by, now=now)
    if before.pk != meeting.adviser_id:
        _to_adviser(OFF, meeting, before, by=by, now=now)


def cancelled(meeting: Meeting, *, by: Any, now: datetime) -> None:
    """To the learner and to the adviser; not to who cancelled. The learner reads why where somebody else said it."""
    if by is None or by.pk != meeting.learner.account_id:
        to_learner(CANCELLED, meeting, now=now, because=meeting.cancelled_because if by else "")
    _to_adviser(OFF, meeting, meeting.adviser, by=by, now=now)


def missed(meeting: Meeting, *, now: datetime) -> None:
    """To the learner: no harm done, and where new times are."""
    to_learner(MISSED, meeting, now=now, link=reverse("guidance:start"))


def address_of(meeting: Meeting) -> str:
    """Where letters about it go: the learner's account, else the roll of the school; empty when there is neither."""
    if meeting.learner.account:
        return str(meeting.learner.account.email)
    if meeting.institution_id is None:
        return ""
    roll = meeting.learner.enrolments.filter(institution=meeting.institution_id, ended_on=None)
    return roll.values_list("email", flat=True).first() or ""


def to_learner(kind: str, meeting: Meeting, *, now: datetime, step: str = "", **more: str) -> Letter | None:
    """One letter of a kind for each time that the meeting has had; None where the learner has no address."""
    to = address_of(meeting)
    context: dict[str, Any] = about(meeting) | {"link": links.address(meeting), **more}
    context["safe"] = who_to_turn_to(meeting.learner)
    key, keep = f"{kind}:{meeting.pk}:{meeting.moves}{step}", meeting.during.lower - now
    live = key_of(meeting) if kind in (BOOKED, MOVED, REMINDER) else ""
    keep_for = keep if live and keep > timedelta() else timedelta(days=7)
    return queue(kind, key=key, to=to, context=context, now=now, keep_for=keep_for, because=live) if to else None


def about(meeting: Meeting) -> dict[str, str]:
    """What every letter to a learner says of the meeting."""
    return {
        "when": words.when(meeting),
        "how": words.how(meeting),
        "adviser": words.adviser(meeting),
        "service": meeting.adviser.service.organisation.name,
        "reference": meeting.reference,
        "joining": "\n".join(words.joining(meeting)),
        "by_adviser": "yes" if meeting.booked_as == BookedAs.ADVISER else "",
        "by_staff": "yes" if meeting.booked_as == BookedAs.STAFF else "",
    }


def _to_adviser(kind: str, meeting: Meeting, adviser: Adviser, *, by: Any, now: datetime) -> None:
    """Nothing about anybody: an adviser's letters may be read by others."""
    if by is not None and by.pk == adviser.user_id:
        return
    context = {
        "when": words.when(meeting) if kind != OFF else "",
        "how": words.how(meeting),
        "reference": meeting.reference,
        "link": reverse("guidance:day"),
    }
    stage = "off" if meeting.cancelled_at else str(meeting.moves)
    queue(kind, key=f"{kind}:{meeting.pk}:{stage}", to=adviser.user.email, context=context, now=now)


@wanted_while("meeting-")
def is_still_so(letter: Letter, now: datetime) -> bool:  # noqa: ARG001 the check's signature
    """What a letter tells is told while it is so: nobody is led to a time that has changed since."""
    _kind, pk, step = letter.key.split(":")[:3]
    found = Meeting.objects.filter(pk=int(pk)).values_list("moves", "cancelled_at").first()
    if found is None:
        return False
    moves, off = found
    return (
        off is not None
        if step == "off"
        else (off is None or letter.kind == CANCELLED) and step.split("-")[0] == str(moves)
    )

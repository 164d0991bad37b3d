"""The letters about a meeting, each made in the transaction of its cause.

To the learner: when, how, where, with the link by which it is moved or cancelled. To the adviser: the time and the reference,
and nothing about anybody. A learner without an account gets them at the address that the school's roll has.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from frontdoor.letters.keys import carries_a_key
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.record.care.letters import who_to_turn_to
from frontdoor.record.models import Learner
from guidance.booking import links, signals, words
from guidance.booking.again import next_times
from guidance.booking.reasons import key_of
from guidance.models import Adviser, BookedAs, Meeting, Outcome

BOOKED, MOVED, CANCELLED, MISSED = "meeting-booked", "meeting-moved", "meeting-cancelled", "meeting-missed"
REMINDER, AFTER = "meeting-reminder", "meeting-after"
NEW, CHANGED, OFF = "meeting-adviser-new", "meeting-adviser-changed", "meeting-adviser-off"
TO_LEARNER = (BOOKED, MOVED, CANCELLED, MISSED, REMINDER, AFTER)
WITH_KEY = (BOOKED, MOVED, REMINDER, AFTER)
for _kind in WITH_KEY:
    carries_a_key(_kind)


def booked(meeting: Meeting, *, by: Any, now: datetime) -> None:
    """To the learner, whoever booked it; to the adviser, unless they did."""
    _send([_to_learner(BOOKED, meeting, now), _to_adviser(NEW, meeting, meeting.adviser, by)], now)


def moved(meeting: Meeting, *, before: Adviser, by: Any, now: datetime) -> None:
    """To the learner; to the adviser, and to the one who had it before."""
    letters, other = [_to_learner(MOVED, meeting, now)], before.pk != meeting.adviser_id
    letters.append(_to_adviser(NEW if other else CHANGED, meeting, meeting.adviser, by))
    _send([*letters, _to_adviser(OFF, meeting, before, by) if other else None], now)
    signals.moved.send(Meeting, meeting=meeting, now=now)


def cancelled(meeting: Meeting, *, by: Any, now: datetime) -> None:
    """To the learner and to the adviser; not to who cancelled. The learner reads why where somebody else said it."""
    theirs = by is not None and by.pk == meeting.learner.account_id
    because = meeting.cancelled_because if by else ""
    to_learner = None if theirs else _to_learner(CANCELLED, meeting, now, because=because)
    _send([to_learner, _to_adviser(OFF, meeting, meeting.adviser, by)], now)
    signals.cancelled.send(Meeting, meeting=meeting, now=now)


def missed(meeting: Meeting, *, now: datetime) -> None:
    """To the learner: no harm done, the next times, and where they choose one. The address says how they meet, and no more."""
    times = next_times(meeting, now=now) if address_of(meeting) else []
    link = f"{reverse('guidance:start')}?{urlencode({'how': meeting.channel})}"
    to_learner(MISSED, meeting, now=now, times="\n".join(times), link=link)


def address_of(meeting: Meeting) -> str:
    """Where letters about it go: the learner's account, else the roll of the school; empty when there is neither."""
    return reach(meeting.learner, meeting.institution_id)


def reach(learner: Learner, institution_id: int | None) -> str:
    """Where a letter reaches somebody who meets advisers through this institution; empty when it does not."""
    if learner.account:
        return str(learner.account.email)
    if institution_id is None:
        return ""
    roll = learner.enrolments.filter(institution=institution_id, ended_on=None)
    return roll.values_list("email", flat=True).first() or ""


def to_learner(kind: str, meeting: Meeting, *, now: datetime, step: str = "", **more: str) -> bool:
    """One letter of a kind for each time that the meeting has had; whether there is a new one now."""
    return _send([_to_learner(kind, meeting, now, step, **more)], now)


def _send(drafts: Iterable[Draft | None], now: datetime) -> bool:
    return bool(queue_many([one for one in drafts if one], now=now))


def _to_learner(kind: str, meeting: Meeting, now: datetime, step: str = "", **more: str) -> Draft | None:
    """None where the learner has no address."""
    to = address_of(meeting)
    if not to:
        return None
    one = draft(kind, meeting, to=to, safe=who_to_turn_to(meeting.learner), step=step, **more)
    ahead = meeting.during.lower - now
    return replace(one, keep_for=ahead) if one.because and ahead > timedelta() else one


def draft(kind: str, meeting: Meeting, *, to: str, safe: list[str], step: str = "", **more: str) -> Draft:
    """A letter to the learner that is still to be made, alone or with many others. `safe`: whom they can turn to."""
    context: dict[str, Any] = about(meeting) | {"link": links.address(meeting), "safe": safe, **more}
    live = key_of(meeting) if kind in WITH_KEY else ""
    return Draft(kind, letter_key(kind, meeting, step), to, context, because=live)


def letter_key(kind: str, meeting: Meeting, step: str = "") -> str:
    """The key of a letter to the learner: one for each time that the meeting has had."""
    return f"{kind}:{meeting.pk}:{meeting.moves}{step}"


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


def _to_adviser(kind: str, meeting: Meeting, adviser: Adviser, by: Any) -> Draft | None:
    """Nothing about anybody: an adviser's letters may be read by others. None for what they did themselves."""
    if by is not None and by.pk == adviser.user_id:
        return None
    context = {
        "when": words.when(meeting) if kind != OFF else "",
        "how": words.how(meeting),
        "reference": meeting.reference,
        "link": reverse("guidance:day"),
    }
    stage = "off" if meeting.cancelled_at else str(meeting.moves)
    return Draft(kind, f"{kind}:{meeting.pk}:{stage}", adviser.user.email, context)


@wanted_while("meeting-")
def is_still_so(letter: Letter, now: datetime) -> bool:
    """What a letter tells is told while it is so: nobody is led to a time that has changed since, or reminded too late.

    That a meeting is off is told to whoever has it not, however often it has moved on since: to them it is news. One that
    went with its learner's record nobody has.
    """
    _kind, pk, step = letter.key.split(":")[:3]
    found = Meeting.objects.select_related("adviser__user").filter(pk=int(pk)).first()
    if found is None or letter.kind == OFF:
        return letter.kind == OFF and (found is None or found.is_cancelled or found.adviser.user.email != letter.to)
    if letter.kind == REMINDER and found.during.lower <= now:
        return False
    if letter.kind in (MISSED, AFTER):
        return bool(found.outcome) and (found.outcome == Outcome.MISSED) == (letter.kind == MISSED)
    return found.is_cancelled == (letter.kind == CANCELLED) and step.split("-")[0] == str(found.moves)

"""The letters to a supporter: when, how and with whom, and of the learner the first name only.

The letter that a meeting is off says nothing of the learner at all: it goes also when their record has just been erased.
"""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from frontdoor.letters.actions import queue
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import wanted_while
from frontdoor.record.models import Learner
from guidance.booking import signals, words
from guidance.booking.reasons import key_of
from guidance.models import Channel, Meeting, Supporter

ASKED, MOVED, OFF = "supporter-asked", "supporter-moved", "supporter-off"
NAMING = (ASKED, MOVED)  # those with the learner's first name in them


def asked(supporter: Supporter, meeting: Meeting, *, now: datetime) -> None:
    """The learner would like them to join."""
    _write(ASKED, supporter, meeting, now)


def taken_back(supporter: Supporter, meeting: Meeting, *, now: datetime) -> None:
    """They are not asked any more."""
    _write(OFF, supporter, meeting, now)


@receiver(signals.moved, dispatch_uid="guidance-supporters-moved")
def moved(*, meeting: Meeting, now: datetime, **_rest: Any) -> None:
    """Everybody who is asked learns the new time."""
    for one in Supporter.objects.filter(meeting=meeting, ended_at=None):
        _write(MOVED, one, meeting, now)


@receiver(signals.cancelled, dispatch_uid="guidance-supporters-off")
def cancelled(*, meeting: Meeting, now: datetime, **_rest: Any) -> None:
    """Everybody who is asked learns that it does not take place."""
    for one in Supporter.objects.filter(meeting=meeting, ended_at=None):
        _write(OFF, one, meeting, now)


def first_name(learner: Learner) -> str:
    """`Mia`."""
    return (learner.known_as or learner.given_names).split()[0]


def joining(meeting: Meeting) -> list[str]:
    """How a supporter gets to the meeting. The learner's number is nobody else's."""
    if meeting.channel == Channel.PHONE:
        return ["The adviser rings. Be beside whoever asked you when it is time."]
    if meeting.channel == Channel.VIDEO and not meeting.adviser.video_room:
        return ["The address of the video call is not known yet. Whoever asked you can see it before the meeting."]
    return words.joining(meeting)


def _write(kind: str, supporter: Supporter, meeting: Meeting, now: datetime) -> None:
    context = {
        "when": words.when(meeting),
        "how": words.how(meeting),
        "adviser": words.adviser(meeting),
        "service": meeting.adviser.service.organisation.name,
        "cancelled": "yes" if meeting.cancelled_at else "",
    }
    if kind in NAMING:
        context |= {"first_name": first_name(meeting.learner), "joining": "\n".join(joining(meeting))}
    queue(
        kind,
        key=f"{kind}:{meeting.pk}:{meeting.moves}:{supporter.pk}",
        to=supporter.email,
        context=context,
        now=now,
        keep_for=max(meeting.during.lower, now) - now,
        because=key_of(meeting) if kind in NAMING else "",
    )


@wanted_while("supporter-")
def is_still_so(letter: Letter, now: datetime) -> bool:
    """Nobody is led to a meeting that has changed since, or to one to which they are not asked any more."""
    if letter.kind == OFF:
        return True
    _kind, pk, moves, supporter = letter.key.split(":")
    asked_now = Supporter.objects.filter(pk=int(supporter), ended_at=None)
    return asked_now.filter(
        meeting=int(pk), meeting__moves=int(moves), meeting__cancelled_at=None, meeting__during__startswith__gt=now
    ).exists()

"""The next times for somebody who missed a meeting: with the same adviser, else with anybody whom they can meet in that way."""

from datetime import datetime

from django.utils import timezone

from guidance.booking import finding, words
from guidance.booking.finding import Slot, Wanted
from guidance.booking.queries import coming
from guidance.booking.visitor import Visitor, agreed
from guidance.booking.ways import is_adult, ways
from guidance.models import Meeting
from guidance.times.stored import Asker

SHOWN = 3


def next_times(meeting: Meeting, *, now: datetime) -> list[str]:
    """The next three in words, each with its adviser; fewer where there are not so many, or somebody's yes is missing."""
    learner = meeting.learner
    asker = Asker(user_id=learner.account_id, is_child=not is_adult(learner, today=timezone.localdate(now)))
    ahead = list(coming(learner.meetings.all(), now))
    seeker = Visitor(learner, ways(learner, now=now), asker, ahead)
    same = _found(seeker, Wanted(channel=meeting.channel, adviser_id=meeting.adviser_id), now)
    return [words.time(slot) for slot in same or _found(seeker, Wanted(channel=meeting.channel), now)]


def _found(seeker: Visitor, wanted: Wanted, now: datetime) -> list[Slot]:
    through, _stop = agreed(seeker, wanted.channel)
    busy = [(one.during.lower, one.during.upper) for one in seeker.coming]
    return finding.slots(through, wanted, seeker.asker, now, most=SHOWN, besides=busy)

"""The times to which a meeting can be moved: with the same adviser, or with all whom the learner can meet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from guidance.advisers.standing import name_of
from guidance.booking import finding, yeses
from guidance.booking.actions import Chosen
from guidance.booking.finding import Slot, Wanted
from guidance.booking.rules import missing_yes
from guidance.booking.ways import Way, is_adult, ways
from guidance.meetings.doors import Door
from guidance.models import Channel, Meeting
from guidance.times.clocks import london_day
from guidance.times.stored import Asker
from guidance.times.words import day_with_weekday, hours

SHOWN = 10


@dataclass(frozen=True)
class Asked:
    """What somebody looks for: how to meet, with every adviser or their own, later than a moment."""

    channel: str
    anybody: bool = False
    after: datetime | None = None


@dataclass
class Times:
    """What is found. `later` is after which moment there is more; `why` says why there is no way at all."""

    asked: Asked
    channels: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    later: datetime | None = None
    places: dict[int, str] = field(default_factory=dict)
    why: str = ""

    def in_words(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """Each day with its times in order: what the form sends back, the hours, and what is not so for all of them."""
        found = groupby(self.slots, key=lambda one: london_day(one.time.start))
        return [(day_with_weekday(day), [self._in_words(one) for one in slots]) for day, slots in found]

    @property
    def said_once(self) -> str:
        """How, and what is so for all the times: where, and with whom."""
        how = str(Channel(self.asked.channel).label)
        return ", ".join([how, *self._around(self.slots[0])]) if len(self._differ) == 1 else how

    @cached_property
    def _differ(self) -> set[tuple[str, ...]]:
        return {tuple(self._around(one)) for one in self.slots}

    def _around(self, slot: Slot) -> list[str]:
        who = [f"with {name_of(slot.adviser)}"] if self.asked.anybody else []
        place = self.places.get(slot.time.place_id or 0)
        return [*who, f"at {place}"] if place else who

    def _in_words(self, slot: Slot) -> tuple[str, str, str]:
        begins, ends = (timezone.localtime(one) for one in (slot.time.start, slot.time.end))
        said = ", ".join(self._around(slot)) if len(self._differ) > 1 else ""
        return slot.key, hours(begins.time(), ends.time()), f"{said[:1].upper()}{said[1:]}"


def asked(meeting: Meeting, how: str, who: str, after: str) -> Asked:
    """What the page's address says; everything that makes no sense is left out."""
    channel = how if how in Channel.values else meeting.channel
    return Asked(channel, who == "any", _moment(after))


def times(door: Door, wanted: Asked, now: datetime) -> Times:
    """The next times. Those at which the learner is elsewhere, and the one that they have, are left out."""
    meeting, today = door.meeting, timezone.localdate(now)
    through = ways(meeting.learner, now=now, moving=meeting.pk)
    said = yeses.yeses(meeting.learner, meeting.institution_id, on=today)
    refused = {one: missing_yes(one, said) for one in finding.can_be(through)}
    channels = [one for one, why in refused.items() if not why]
    if not channels:
        return Times(wanted, why=next(iter(refused.values()), ""))
    if wanted.channel not in channels:
        wanted = Asked(channels[0], wanted.anybody, wanted.after)
    found = list(_some(door, through, wanted, now))
    later = found[SHOWN - 1].time.start if len(found) > SHOWN else None
    faces = wanted.channel == Channel.FACE
    places = dict(finding.places(through).values_list("pk", "name")) if faces and found else {}
    return Times(wanted, channels, found[:SHOWN], later, places)


def _some(door: Door, through: list[Way], wanted: Asked, now: datetime) -> Iterator[Slot]:
    """One more than is shown, if there are so many."""
    meeting = door.meeting
    filters = Wanted(channel=wanted.channel, adviser_id=None if wanted.anybody else meeting.adviser_id)
    asker = Asker(
        door.by.pk if door.by else None, None, meeting.pk, is_child=not is_adult(meeting.learner, today=london_day(now))
    )
    mine = Meeting.objects.filter(learner=meeting.learner_id, cancelled_at=None, during__endswith__gt=now)
    busy = list(mine.exclude(pk=meeting.pk).values_list("during", flat=True))
    is_now = (meeting.adviser_id, meeting.during.lower, meeting.channel)
    most = SHOWN + 2 + len(busy) * 3
    left = SHOWN + 1
    for slot in finding.slots(through, filters, asker, now, after=wanted.after, most=most):
        is_busy = any(one.lower < slot.time.end and slot.time.start < one.upper for one in busy)
        if is_busy or (slot.adviser.pk, slot.time.start, wanted.channel) == is_now:
            continue
        if not left:
            return
        left -= 1
        yield slot


def chosen(value: str, channel: str) -> Chosen | None:
    """What the form sent back: a slot's key and the way of meeting; None for every other text."""
    adviser, _, moment = value.partition("-")
    start = _moment(moment)
    if start is None or not adviser.isascii() or not adviser.isdigit() or channel not in Channel.values:
        return None
    return Chosen(int(adviser[:9]), start, channel)


def _moment(text: str) -> datetime | None:
    """Seconds since 1970, as a form has them."""
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return datetime.fromtimestamp(int(text), tz=UTC)

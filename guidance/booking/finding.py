"""The free times that somebody can choose from: the next ones first, each with one adviser."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from frontdoor.ground.often import asked_often
from guidance.advisers import queries as advisers
from guidance.booking.ways import Way
from guidance.models import Adviser, Channel, Place
from guidance.times import free
from guidance.times.clocks import ONE_DAY, days_between, monday_of
from guidance.times.free import HORIZON, Plan, Time
from guidance.times.stored import Asker, Stored

FIRST_LOOK = 7  # days that are read at first: mostly they are enough
SHOWN = 5
Busy = tuple[datetime, datetime]


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; an empty word is no filter. Without a channel every way of meeting is found.

    `channels`: any one of these will do.
    """

    channel: str = ""
    language: str = ""
    specialism: str = ""
    place_id: int | None = None
    adviser_id: int | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A free time with the adviser who has it, the ways in which it can be held, and where if people come."""

    adviser: Adviser
    time: Time
    way: Way

    @property
    def key(self) -> str:
        """What a form sends back: see `chosen`."""
        return f"{self.adviser.pk}-{int(self.time.start.timestamp())}"


def slots(
    through: Sequence[Way],
    wanted: Wanted,
    asker: Asker,
    now: datetime,
    *,
    after: datetime | None = None,
    most: int = SHOWN,
    besides: Collection[Busy] = (),
) -> list[Slot]:
    """The next times, in order, at most so many; `after` a moment. Each start once, with the adviser who has least that week.

    `besides`: when whoever asks is elsewhere.

    Days are read only as far as they are needed. At most sixteen queries besides those for advisers and ways.
    """
    found: list[Slot] = []
    for slot in _each(through, wanted, asker, now, after):
        if any(slot.time.start < ends and begins < slot.time.end for begins, ends in besides):
            continue
        found.append(slot)
        if len(found) == most:
            break
    return found


def _each(
    through: Sequence[Way], wanted: Wanted, asker: Asker, now: datetime, after: datetime | None
) -> Iterator[Slot]:
    people = list(whom(through, wanted))
    first = timezone.localdate(max(now, after) if after else now)
    last = timezone.localdate(now) + HORIZON
    middle = min(first + FIRST_LOOK * ONE_DAY, last)
    for begin, end in ((first, middle), (middle + ONE_DAY, last)) if people else ():
        if begin > end:
            return
        stored = Stored(people, begin, end, now, asker)
        plans = [(one, stored.plan(one)) for one in people]
        for day in days_between(begin, end):
            for slot in _of_day(plans, day, through, wanted, now):
                if after is None or slot.time.start > after:
                    yield slot


def whom(through: Sequence[Way], wanted: Wanted) -> QuerySet[Adviser]:
    """The advisers at work whom these ways lead to and who are what is wanted."""
    return _whom({way.service_id for way in through}, wanted)


def whom_exactly(through: Sequence[Way], adviser_id: int) -> Adviser | None:
    """The adviser, when they are at work and these ways lead to them."""
    found = _one_at_work(service_ids={way.service_id for way in through}, adviser_id=adviser_id) if through else []
    return found[0] if found else None


@asked_often
def _one_at_work(*, service_ids: Collection[int], adviser_id: int) -> QuerySet[Adviser]:
    return _whom(service_ids, Wanted(adviser_id=adviser_id))


def _whom(service_ids: Collection[int], wanted: Wanted) -> QuerySet[Adviser]:
    found = advisers.at_work().filter(service__in=service_ids)
    if wanted.channel:
        found = found.filter(Q(channels=[]) | Q(channels__contains=[wanted.channel]))
    if wanted.channels:
        found = found.filter(Q(channels=[]) | Q(channels__overlap=list(wanted.channels)))
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    if wanted.specialism:
        found = found.filter(specialisms__contains=[wanted.specialism])
    if wanted.adviser_id:
        found = found.filter(pk=wanted.adviser_id)
    return found.select_related("user", "service__organisation").order_by("pk")


def _of_day(
    plans: list[tuple[Adviser, Plan]], day: date, through: Sequence[Way], wanted: Wanted, now: datetime
) -> list[Slot]:
    """The day's times in order. Of several advisers at one time, whoever has the fewest meetings in that week."""
    best: dict[datetime, tuple[tuple[int, int, int], Slot]] = {}
    week = monday_of(day)
    for adviser, plan in plans:
        way = way_to(through, adviser, day)
        if way is None:
            continue
        busy = (plan.in_week[week], plan.on_day[day], adviser.pk)
        for free_time in free.free(plan, day, day, now):
            time = within(free_time, through, adviser, day)
            if _fits(time, wanted) and (time.start not in best or busy < best[time.start][0]):
                best[time.start] = (busy, Slot(adviser, time, way))
    return [best[start][1] for start in sorted(best)]


def way_to(through: Sequence[Way], adviser: Adviser, day: date, channel: str = "") -> Way | None:
    """By which way somebody can meet this adviser on a day; a school's before none, and of its blocks what ends first."""
    mine = [way for way in _ways_to(through, adviser, day) if not way.channels or channel in ("", *way.channels)]
    return min(mine, key=lambda way: (way.institution_id is None, way.last_day), default=None)


def within(time: Time, through: Sequence[Way], adviser: Adviser, day: date) -> Time:
    """A free time in the ways of meeting that were bought; all of them where nothing has to be bought."""
    mine = _ways_to(through, adviser, day)
    if not all(way.channels for way in mine):
        return time
    bought = {channel for way in mine for channel in way.channels}
    return replace(time, channels=tuple(one for one in time.channels if one in bought))


def _ways_to(through: Sequence[Way], adviser: Adviser, day: date) -> list[Way]:
    return [way for way in through if way.service_id == adviser.service_id and way.includes(day)]


def _fits(time: Time, wanted: Wanted) -> bool:
    if not time.channels or (wanted.channel and wanted.channel not in time.channels):
        return False
    if wanted.channels and not set(wanted.channels) & set(time.channels):
        return False
    return wanted.place_id is None or time.place_id == wanted.place_id


def places(through: Sequence[Way]) -> QuerySet[Place]:
    """Where these services meet people face to face."""
    used = Place.objects.filter(service__in={way.service_id for way in through}, closed_at=None)
    return used.order_by("name", "pk")


def can_be(through: Sequence[Way]) -> list[str]:
    """The ways of meeting that the advisers behind these ways offer at all, in the order in which they are shown."""
    offered = whom(through, Wanted()).values_list("channels", flat=True)
    found = {channel for channels in offered for channel in (channels or Channel.values)}
    return [one for one in Channel.values if one in found]

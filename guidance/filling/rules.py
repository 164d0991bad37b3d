"""Who of a list gets which free time: the first that fits, one after the other. Pure: no Django, no clock of its own.

Somebody earlier in the list never gets a later time so that somebody behind them gets an earlier one. Each time that is given
counts at once: to what its adviser holds a day and a week, to the break around it, and to what is left of its block.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from guidance.times.clocks import ONE_DAY, days_between, london_day, monday_of, stretches
from guidance.times.free import HORIZON, Plan, Taken, Time, free

INSTANT = timedelta(microseconds=1)
WEEK = 7 * ONE_DAY
Busy = tuple[datetime, datetime]


@dataclass(frozen=True)
class Period:
    """When there shall be no meetings: these days, of these weekdays (none: of each), between these hours (none: all day)."""

    first_day: date
    last_day: date
    weekdays: frozenset[int] = frozenset()
    starts_at: time | None = None
    ends_at: time | None = None


def is_blocked(periods: Iterable[Period], start: datetime, end: datetime) -> bool:
    """Whether any minute from `start` to `end` lies in one of the periods, by the clock in England."""
    return any(_touches(one, day, start, end) for one in periods for day in _days_of(start, end))


def is_empty(period: Period) -> bool:
    """Whether none of its weekdays lies between its days."""
    if not period.weekdays or (period.last_day - period.first_day).days >= WEEK.days:
        return False
    return not any(day.weekday() in period.weekdays for day in days_between(period.first_day, period.last_day))


def _touches(period: Period, day: date, start: datetime, end: datetime) -> bool:
    if not period.first_day <= day <= period.last_day or (period.weekdays and day.weekday() not in period.weekdays):
        return False
    if period.starts_at is None or period.ends_at is None:
        return True
    return any(one.start < end and start < one.end for one in stretches(day, period.starts_at, period.ends_at))


def _days_of(start: datetime, end: datetime) -> Iterator[date]:
    return days_between(london_day(start), london_day(end - INSTANT))


class Why(StrEnum):
    """Why somebody is left, as staff read it. Each page puts `Left.day` in place of `{day}`."""

    OFF_ROLL = "They are not on your roll any more."
    HAS_ONE = "They have a meeting on {day} already."
    NOT_COVERED = "Their year group is in no block of time that you have bought."
    NO_SESSION = "No session is left in the blocks of their year group."
    NO_TIME = "No adviser of your blocks has a free time for them on a school day until {day}."
    BLOCKED = "All free times until {day} are times without meetings for their year group."
    NO_PARENT = "They are under 13, so a parent or carer has to say yes before a meeting can be booked."
    NO_VIDEO = "They are under 16, so your school or a parent or carer has to say yes before they can meet by video."
    NO_PHONE = "The free times are by phone only, and we know no number. Book for them one by one."


@dataclass(frozen=True)
class Bought:
    """Sessions of a block for one year group: with this service, on these days, in these ways of meeting."""

    block_id: int
    service_id: int
    first_day: date
    last_day: date
    channels: tuple[str, ...]

    def includes(self, day: date) -> bool:
        """Whether a meeting can be on this day."""
        return self.first_day <= day <= self.last_day


def nothing_missing(_channel: str, _day: date) -> str:
    """Nobody's yes is needed."""
    return ""


@dataclass(frozen=True)
class Pupil:
    """Somebody of the list. `bought`: what was bought for them and is not used up; `is_covered`: whether anything was.

    `periods` are times without meetings, `no_school` weekends and holidays. `missing` says what stands in the way of meeting in a way on a day, as a sentence. `busy`: when they are elsewhere.
    `meets_on` is the day of a meeting that they have already.
    """

    pk: int
    bought: tuple[Bought, ...] = ()
    is_covered: bool = True
    is_child: bool = True
    periods: tuple[Period, ...] = ()
    no_school: tuple[Period, ...] = ()
    busy: tuple[Busy, ...] = ()
    meets_on: date | None = None
    missing: Callable[[str, date], str] = nothing_missing


@dataclass(frozen=True)
class Host:
    """An adviser with what decides their free times, for a child and for an adult. One person may be several."""

    pk: int
    person: int
    service_id: int
    for_child: Plan
    for_adult: Plan


@dataclass(frozen=True)
class Placed:
    """Somebody gets this time with this adviser, in this way; it is drawn from this block."""

    pupil: int
    host: int
    time: Time
    channel: str
    block_id: int


@dataclass(frozen=True)
class Left:
    """Somebody gets none."""

    pupil: int
    why: str
    day: date | None = None


@dataclass
class Diary:
    """The free times of these advisers and what is left of the blocks, counted down as times are taken."""

    hosts: dict[int, Host]
    left: dict[int, int]
    now: datetime
    _weeks: dict[tuple[int, bool, date], list[Time]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hosts = dict(self.hosts)

    def find(self, pupil: Pupil) -> Placed | Left:
        """The first free time that fits, or why there is none. Nothing is taken."""
        if pupil.meets_on:
            return Left(pupil.pk, Why.HAS_ONE, pupil.meets_on)
        if not pupil.is_covered:
            return Left(pupil.pk, Why.NOT_COVERED)
        bought = [one for one in pupil.bought if self.left[one.block_id] > 0]
        if not bought:
            return Left(pupil.pk, Why.NO_SESSION)
        stops: dict[str, None] = {}
        for host, free_time in self._times(pupil, bought):
            if found := _fits(pupil, bought, host, free_time, stops):
                return found
        last_day = max(one.last_day for one in bought)
        return Left(pupil.pk, next((why for why in stops if why != Why.BLOCKED), "") or _no_time(stops), last_day)

    def take(self, placed: Placed) -> None:
        """The time is given: it counts to whatever else its person holds, and its session is used."""
        self.left[placed.block_id] -= 1
        start, end, person = placed.time.start, placed.time.end, self.hosts[placed.host].person
        for host in [one for one in self.hosts.values() if one.person == person]:
            taken = Taken(start, end, counts=host.pk == placed.host)
            self.hosts[host.pk] = replace(
                host, for_child=_with(host.for_child, taken), for_adult=_with(host.for_adult, taken)
            )
            around = {
                monday_of(london_day(start - host.for_child.buffer)),
                monday_of(london_day(end + host.for_child.buffer)),
            }
            for monday in around:
                for is_child in (True, False):
                    self._weeks.pop((host.pk, is_child, monday), None)

    def _times(self, pupil: Pupil, bought: list[Bought]) -> Iterator[tuple[Host, Time]]:
        """What is free where somebody has bought, in order; of several at one time whoever has least in that week."""
        services = {one.service_id for one in bought}
        hosts = [one for one in self.hosts.values() if one.service_id in services]
        first, last = min(one.first_day for one in bought), max(one.last_day for one in bought)
        today = london_day(self.now)
        monday = monday_of(max(first, today))
        while hosts and monday <= min(last, today + HORIZON):
            rows = [(one, host) for host in hosts for one in self._week(host, monday, is_child=pupil.is_child)]
            for one, host in sorted(rows, key=lambda row: (row[0].start, *_load(row[1], row[0]))):
                yield host, one
            monday += WEEK

    def _week(self, host: Host, monday: date, *, is_child: bool) -> list[Time]:
        key = (host.pk, is_child, monday)
        if key not in self._weeks:
            plan = host.for_child if is_child else host.for_adult
            self._weeks[key] = free(plan, monday, monday + 6 * ONE_DAY, self.now)
        return self._weeks[key]


def fill(pupils: Iterable[Pupil], diary: Diary) -> list[Placed | Left]:
    """What becomes of each, in the order of the list."""
    done: list[Placed | Left] = []
    for one in pupils:
        found = diary.find(one)
        if isinstance(found, Placed):
            diary.take(found)
        done.append(found)
    return done


def _fits(pupil: Pupil, bought: list[Bought], host: Host, one: Time, stops: dict[str, None]) -> Placed | None:
    """The time in the first way that was bought and for which nothing is missing; `stops` learns what is in the way."""
    day = london_day(one.start)
    mine = [each for each in bought if each.service_id == host.service_id and each.includes(day)]
    if not mine or any(one.start < ends and begins < one.end for begins, ends in pupil.busy):
        return None
    if is_blocked(pupil.no_school, one.start, one.end):
        return None
    if is_blocked(pupil.periods, one.start, one.end):
        stops[Why.BLOCKED] = None
        return None
    for channel in one.channels:
        sold = [each for each in mine if not each.channels or channel in each.channels]
        why = pupil.missing(channel, day) if sold else ""
        if why:
            stops[why] = None
        elif sold:
            block = min(sold, key=lambda each: each.last_day)  # what ends first is drawn first, as booking does
            return Placed(pupil.pk, host.pk, one, channel, block.block_id)
    return None


def _no_time(stops: Mapping[str, None]) -> str:
    return Why.BLOCKED if Why.BLOCKED in stops else Why.NO_TIME


def _load(host: Host, one: Time) -> tuple[int, int, int]:
    day, plan = london_day(one.start), host.for_child
    return plan.in_week[monday_of(day)], plan.on_day[day], host.pk


def _with(plan: Plan, taken: Taken) -> Plan:
    return replace(plan, taken=(*plan.taken, taken))

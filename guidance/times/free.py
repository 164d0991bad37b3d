"""When somebody can be met: free times, computed from hours, changes and what is booked. Pure: no Django, no clock of its own.

Nothing is stored (design section 3). In each piece of hours the first time begins with the hours, and the next one a
meeting and a break later. Where something else is booked, the next one begins a break after it, at the next five minutes.
So booking one of the times leaves the others of the same hours where they are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache

from frontdoor.organisations.calendar.working_days import Calendar, is_school_day
from guidance.advisers.rules import Seen, problem_on
from guidance.times.clocks import Stretch, days_between, london_day, monday_of, stretches, without

HORIZON = timedelta(weeks=12)  # how far ahead somebody can be met
STEP = timedelta(minutes=5)  # times after something else that is booked begin at :00, :05, :10 ...
BANK_HOLIDAY, SCHOOL_HOLIDAY, AWAY, NO_HOURS = "Bank holiday", "School holiday", "Away", "No hours"
ALL_TAKEN, TOO_SOON, TOO_SHORT = "All times are taken", "Too soon to book", "The hours are shorter than a meeting"
TOO_FAR, OVER = "Too far ahead to book", "Over"


@dataclass(frozen=True)
class Weekly:
    """Hours of a weekday (Monday is 0) that come again. `calendar`: on the school days of this one only."""

    weekday: int
    starts_at: time
    ends_at: time
    channels: tuple[str, ...]
    place_id: int | None
    first_day: date
    last_day: date | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True)
class Extra:
    """Hours of one day, also of a bank holiday."""

    day: date
    starts_at: time
    ends_at: time
    channels: tuple[str, ...]
    place_id: int | None = None


@dataclass(frozen=True)
class Away:
    """Days without hours, or some hours of each of them without."""

    first_day: date
    last_day: date
    starts_at: time | None = None
    ends_at: time | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is whole days."""
        return self.starts_at is None


@dataclass(frozen=True)
class Taken:
    """A booked meeting. One that the person holds for another service keeps the time and does not `count` to the limits."""

    start: datetime
    end: datetime
    counts: bool = True


@dataclass(frozen=True)
class Settings:
    """How somebody holds meetings: see `guidance.models.Adviser`."""

    minutes: int = 45
    buffer: int = 15
    most_a_day: int = 5
    most_a_week: int = 20
    notice: int = 24


@dataclass(frozen=True)
class Time:
    """A free time: when, in which ways, and where if people come."""

    start: datetime
    end: datetime
    channels: tuple[str, ...]
    place_id: int | None


@dataclass(frozen=True)
class Day:
    """A day's free times; where there is none, `why` says why in a few words."""

    day: date
    times: tuple[Time, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything about one adviser that decides their free times. `seen`: what shows that they are able (advisers.rules)."""

    weekly: tuple[Weekly, ...] = ()
    extra: tuple[Extra, ...] = ()
    away: tuple[Away, ...] = ()
    taken: tuple[Taken, ...] = ()
    settings: Settings = field(default_factory=Settings)
    bank_holidays: frozenset[date] = frozenset()
    seen: tuple[Seen, ...] = ()

    @property
    def minutes(self) -> timedelta:
        """How long a meeting is."""
        return timedelta(minutes=self.settings.minutes)

    @property
    def buffer(self) -> timedelta:
        """How long the time before and after a meeting stays free."""
        return timedelta(minutes=self.settings.buffer)

    @cached_property
    def near(self) -> dict[date, list[Taken]]:
        """What is booked, by each day that it or the time around it touches."""
        found: dict[date, list[Taken]] = defaultdict(list)
        for one in sorted(self.taken, key=lambda one: one.start):
            for day in days_between(london_day(one.start - self.buffer), london_day(one.end + self.buffer)):
                found[day].append(one)
        return found

    @cached_property
    def on_day(self) -> Counter[date]:
        """How many meetings count to each day: the one on which they begin."""
        return Counter(london_day(one.start) for one in self.taken if one.counts)

    @cached_property
    def in_week(self) -> Counter[date]:
        """The same by the Monday of the week."""
        return Counter(monday_of(london_day(one.start)) for one in self.taken if one.counts)


def free(plan: Plan, first_day: date, last_day: date, now: datetime) -> list[Time]:
    """The free times of these days, in order."""
    return [one for day in days(plan, first_day, last_day, now) for one in day.times]


def days(plan: Plan, first_day: date, last_day: date, now: datetime) -> list[Day]:
    """Each of these days with its free times, or with why it has none."""
    return [_day(plan, day, now) for day in days_between(first_day, last_day)]


def hours_on(plan: Plan, day: date) -> list[Weekly | Extra]:
    """The hours that are held on a day, before what somebody is away, by when they start."""
    weekly = [one for one in plan.weekly if is_held(one, day, plan.bank_holidays)]
    return sorted([*weekly, *(one for one in plan.extra if one.day == day)], key=lambda one: one.starts_at)


def is_held(weekly: Weekly, day: date, bank_holidays: frozenset[date]) -> bool:
    """Whether hours that come every week are held on a day."""
    return _is_due(weekly, day) and not _why_not_held(weekly, day, bank_holidays)


def holds(plan: Plan, start: datetime, end: datetime) -> bool:
    """Whether a time lies inside the hours, away taken off; whatever is booked."""
    day = london_day(start)
    return any(piece.start <= start and end <= piece.end for _, piece in _pieces(plan, day, hours_on(plan, day)))


def _day(plan: Plan, day: date, now: datetime) -> Day:
    if why := _closed(plan, day, now):
        return Day(day, why=why)
    hours = hours_on(plan, day)
    if not hours:
        return Day(day, why=_why_no_hours(plan, day))
    pieces = list(_pieces(plan, day, hours))
    if not pieces:
        return Day(day, why=AWAY)
    if full := _full(plan, day):
        return Day(day, why=full)
    every = [one for hours_of, piece in pieces for one in _candidates(plan, day, hours_of, piece)]
    times = _once([one for one in every if one.start >= now + timedelta(hours=plan.settings.notice)])
    return Day(day, tuple(times), "" if times else _why_no_times(plan, [piece for _, piece in pieces], bool(every)))


def _closed(plan: Plan, day: date, now: datetime) -> str:
    """Why the day is not asked at all."""
    today = london_day(now)
    if day < today:
        return OVER
    if day > today + HORIZON:
        return TOO_FAR
    if problem := problem_on(plan.seen, day):
        return f"Nobody can be booked: {problem[0].lower()}{problem[1:]}"
    return ""


def _is_due(weekly: Weekly, day: date) -> bool:
    return weekly.weekday == day.weekday() and weekly.first_day <= day <= (weekly.last_day or date.max)


def _why_not_held(weekly: Weekly, day: date, bank_holidays: frozenset[date]) -> str:
    if day in bank_holidays:
        return BANK_HOLIDAY
    return "" if weekly.calendar is None or _is_school_day(day, weekly.calendar) else SCHOOL_HOLIDAY


@lru_cache(maxsize=20_000)
def _is_school_day(day: date, calendar: Calendar) -> bool:
    """Many advisers keep the terms of the same few councils."""
    return is_school_day(day, calendar)


def _why_no_hours(plan: Plan, day: date) -> str:
    """Away says more than a holiday, and a holiday more than that nothing is held."""
    if any(one.is_whole and one.first_day <= day <= one.last_day for one in plan.away):
        return AWAY
    due = [one for one in plan.weekly if _is_due(one, day)]
    return next((why for one in due if (why := _why_not_held(one, day, plan.bank_holidays))), NO_HOURS)


def _full(plan: Plan, day: date) -> str:
    on_day, in_week = plan.on_day[day], plan.in_week[monday_of(day)]
    if on_day >= plan.settings.most_a_day:
        return f"Full: {_meetings(on_day)}"
    return f"Full: {_meetings(in_week)} this week" if in_week >= plan.settings.most_a_week else ""


def _meetings(count: int) -> str:
    return f"{count} meeting{'' if count == 1 else 's'}"


def _why_no_times(plan: Plan, pieces: list[Stretch], there_are: bool) -> str:
    if there_are:
        return TOO_SOON
    return ALL_TAKEN if any(piece.end - piece.start >= plan.minutes for piece in pieces) else TOO_SHORT


def _pieces(plan: Plan, day: date, hours: Iterable[Weekly | Extra]) -> Iterator[tuple[Weekly | Extra, Stretch]]:
    """The hours of a day as stretches of real time, cut by what somebody is away."""
    away = [one for one in plan.away if one.first_day <= day <= one.last_day]
    if any(one.is_whole for one in away):
        return
    gaps = [gap for one in away if one.starts_at and one.ends_at for gap in stretches(day, one.starts_at, one.ends_at)]
    for one in hours:
        for stretch in stretches(day, one.starts_at, one.ends_at):
            yield from ((one, piece) for piece in without(stretch, gaps))


def _candidates(plan: Plan, day: date, hours: Weekly | Extra, piece: Stretch) -> Iterator[Time]:
    """The times of one piece of hours that nothing booked is in the way of."""
    start, taken = piece.start, plan.near.get(day, [])
    while start + plan.minutes <= piece.end:
        end = start + plan.minutes
        blocking = [one for one in taken if one.start < end + plan.buffer and start < one.end + plan.buffer]
        if not blocking:
            yield Time(start, end, hours.channels, hours.place_id)
        start = _next_start(plan, start, blocking)


def _next_start(plan: Plan, start: datetime, blocking: list[Taken]) -> datetime:
    """After one of our own times, booked or not, its usual successor; after anything else only the break is lost."""
    end = start + plan.minutes
    if all(one.start == start and one.end == end for one in blocking):
        return end + plan.buffer
    return _rounded_up(min(one.end for one in blocking) + plan.buffer)


def _rounded_up(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (STEP - past) if past else moment


def _once(times: list[Time]) -> list[Time]:
    """In order; where two hours lie over each other, no start twice."""
    found: dict[datetime, Time] = {}
    for one in sorted(times, key=lambda one: one.start):
        found.setdefault(one.start, one)
    return list(found.values())

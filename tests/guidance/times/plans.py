"""Made-up hours and meetings for the rules, and the slow re-count that the rules are compared with."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from frontdoor.ground.calendars import LONDON
from frontdoor.organisations.calendar.working_days import Calendar, Span, Term, is_school_day
from guidance.advisers.rules import Seen
from guidance.times.free import HORIZON, Away, Extra, Plan, Settings, Taken, Time, Weekly

MINUTE = timedelta(minutes=1)
ABLE = (Seen("qualification", date(2020, 1, 1), None, 6), Seen("dbs", date(2020, 1, 1), date(2030, 1, 1)))
BOTH = ("video", "phone")
# Monday 26 October 2026 is the week after the clocks go back; 25 December 2026 is a bank holiday.
TERMS = Calendar(
    frozenset({date(2026, 5, 4)}),
    (Term(Span(date(2026, 4, 13), date(2026, 7, 17)), Span(date(2026, 5, 25), date(2026, 5, 29))),),
)


def weekly(weekday: int = 0, starts: time = time(9), ends: time = time(12), **more) -> Weekly:
    facts = {"channels": BOTH, "place_id": None, "first_day": date(2026, 1, 1)} | more
    return Weekly(weekday, starts, ends, **facts)


def extra(day: date, starts: time, ends: time) -> Extra:
    return Extra(day, starts, ends, BOTH)


def plan(*hours: Weekly | Extra, **more) -> Plan:
    """An able adviser with these hours."""
    kept = {
        "weekly": tuple(one for one in hours if isinstance(one, Weekly)),
        "extra": tuple(one for one in hours if isinstance(one, Extra)),
        "seen": ABLE,
        "settings": Settings(),
    }
    return Plan(**(kept | more))


def at(day: date, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    """A time of the clock in England."""
    return datetime.combine(day, time(hour, minute), LONDON).replace(fold=fold).astimezone(UTC)


def clock_times(times: list[Time]) -> list[str]:
    return [f"{one.start.astimezone(LONDON):%a %H:%M}" for one in times]


# --- The slow re-count: minute by minute, from the words of the rules ------------------------------------------------


def recount(of: Plan, first_day: date, last_day: date, now: datetime) -> list[datetime]:
    """The starts of the free times, found by asking every minute."""
    starts: set[datetime] = set()
    for hours in [*of.weekly, *of.extra]:
        starts |= set(_walk(of, hours, first_day, last_day))
    return sorted(one for one in starts if _may_be_booked(of, one, first_day, last_day, now))


def _walk(of: Plan, hours: Weekly | Extra, first_day: date, last_day: date):
    """Through every minute of these hours: a time where nothing is in the way, then the break."""
    moment = datetime.combine(first_day, time(), UTC) - timedelta(hours=2)
    end = datetime.combine(last_day, time(), UTC) + timedelta(hours=26)
    ahead = None
    while moment < end:
        if not inside(of, hours, moment):
            ahead = None
        else:
            ahead = ahead or moment
            if moment == ahead and _whole(of, hours, moment):
                if clear(of, moment):
                    yield moment
                ahead = _after(of, moment)
        moment += MINUTE


def _after(of: Plan, start: datetime) -> datetime:
    end = start + of.minutes
    near = [one for one in of.taken if one.start < end + of.buffer and one.end + of.buffer > start]
    if all((one.start, one.end) == (start, end) for one in near):
        return end + of.buffer
    after = min(one.end for one in near) + of.buffer
    while after.minute % 5:
        after += MINUTE
    return after


def inside(of: Plan, hours: Weekly | Extra, moment: datetime) -> bool:
    """Whether a minute belongs to these hours: by what the clock in England shows, the first time that it shows it."""
    local = moment.astimezone(LONDON)
    day, clock = local.date(), local.time()
    if local.fold or not hours.starts_at <= clock < hours.ends_at or is_away(of, moment):
        return False
    if isinstance(hours, Extra):
        return hours.day == day
    if hours.weekday != day.weekday() or not hours.first_day <= day <= (hours.last_day or date.max):
        return False
    return day not in of.bank_holidays and (hours.calendar is None or is_school_day(day, hours.calendar))


def is_away(of: Plan, moment: datetime) -> bool:
    local = moment.astimezone(LONDON)
    return any(
        one.first_day <= local.date() <= one.last_day
        and (one.starts_at is None or one.starts_at <= local.time() < one.ends_at)
        for one in of.away
    )


def _whole(of: Plan, hours: Weekly | Extra, start: datetime) -> bool:
    return all(inside(of, hours, start + number * MINUTE) for number in range(of.settings.minutes))


def clear(of: Plan, start: datetime) -> bool:
    """Whether no minute of the meeting and of the breaks around it is booked."""
    moments = range(-of.settings.buffer, of.settings.minutes + of.settings.buffer)
    return not any(one.start <= start + n * MINUTE < one.end for n in moments for one in of.taken)


def _may_be_booked(of: Plan, start: datetime, first_day: date, last_day: date, now: datetime) -> bool:
    day = start.astimezone(LONDON).date()
    today = now.astimezone(LONDON).date()
    week = day.isocalendar()[:2]
    held = [one.start.astimezone(LONDON).date() for one in of.taken if one.counts]
    return (
        first_day <= day <= last_day
        and today <= day <= today + HORIZON
        and start >= now + timedelta(hours=of.settings.notice)
        and held.count(day) < of.settings.most_a_day
        and [one.isocalendar()[:2] for one in held].count(week) < of.settings.most_a_week
        and able(of, day)
    )


def able(of: Plan, day: date) -> bool:
    kinds = {one.kind for one in of.seen if one.holds(day) and (one.kind == "dbs" or (one.level or 0) >= 6)}
    return kinds == {"qualification", "dbs"}


# --- Anything that can be stored, around the nights on which the clocks change -----------------------------------------

# The three days around a change of the clocks, a bank holiday's week, and an ordinary one.
FIRSTS = [date(2026, 3, 28), date(2027, 3, 27), date(2026, 10, 24), date(2026, 5, 3), date(2026, 6, 12)]
clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 0, 15, 30, 42]))
settings_ = st.builds(
    Settings,
    minutes=st.sampled_from([30, 45, 60, 90]),
    buffer=st.sampled_from([0, 7, 10, 15]),
    most_a_day=st.integers(1, 4),
    most_a_week=st.integers(1, 5),
    notice=st.sampled_from([0, 5, 30]),
)


@st.composite
def spans(draw) -> tuple[time, time]:
    first, last = sorted([draw(clocks), draw(clocks)])
    return (first, last) if first < last else (time(0, 30), time(3, 15))


@st.composite
def plans(draw) -> tuple[Plan, date, datetime]:
    """A plan, the first of three days, and the moment at which it is asked."""
    first = draw(st.sampled_from(FIRSTS))
    day = st.integers(0, 2).map(lambda number: first + timedelta(days=number))
    return (
        _drawn(draw, first, day),
        first,
        at(first, draw(st.integers(0, 23))) - timedelta(days=draw(st.integers(0, 1))),
    )


def _drawn(draw, first: date, day) -> Plan:
    weekdays = st.integers(0, 2).map(lambda number: (first + timedelta(days=number)).weekday())
    hours = [
        weekly(draw(weekdays), *draw(spans()), calendar=draw(st.sampled_from([None, None, TERMS])))
        for _ in range(draw(st.integers(0, 2)))
    ]
    extras = [extra(draw(day), *draw(spans())) for _ in range(draw(st.integers(0, 2)))]
    return plan(
        *hours,
        *extras,
        away=tuple(draw(st.lists(_away(day), max_size=2))),
        taken=tuple(_apart(draw(st.lists(_taken(first), max_size=4)))),
        settings=draw(settings_),
        bank_holidays=draw(st.sampled_from([frozenset(), frozenset({first + timedelta(days=1)})])),
        seen=draw(st.sampled_from([ABLE, ABLE, ABLE, (ABLE[0], Seen("dbs", first, first + timedelta(days=1)))])),
    )


@st.composite
def _away(draw, day) -> Away:
    first, last = sorted([draw(day), draw(day)])
    return Away(first, last, *(draw(spans()) if draw(st.booleans()) else ()))


@st.composite
def _taken(draw, first: date) -> Taken:
    start = datetime.combine(first, time(), UTC) + timedelta(minutes=draw(st.integers(-120, 3 * 1440)))
    return Taken(start, start + timedelta(minutes=draw(st.sampled_from([20, 45, 90]))), draw(st.booleans()))


def _apart(found: list[Taken]) -> list[Taken]:
    """As the database keeps them: no two over each other."""
    ordered = sorted(found, key=lambda one: one.start)
    return [*ordered[:1], *(two for one, two in pairwise(ordered) if one.end <= two.start)][:4]

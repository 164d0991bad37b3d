"""Hours of people under 18, as rules with sentences. Pure: no Django. Sources: domain section 5.3 (`rules.py`).

Sessions of one sort are alternatives: a learner takes one. Of a blended offer a learner takes one in person and one
online, and may take any two, so the hours of each pair add up. Weeks run from Monday to Sunday.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice, pairwise, product

from workexperience.offers.plan import BLENDED, Days, Plan, Problem, days, from_age, hours_a_day, in_words, minutes_of

DAY_STARTS, DAY_ENDS = time(6), time(22)
HOURS_A_DAY, HOURS_A_WEEK, HOURS_BEFORE_BREAK = Decimal(8), Decimal(40), Decimal("4.5")
BREAK_MINUTES, LONGEST_SPREAD, DAYS_A_WEEK = 30, 12 * 60, 5
REST = timedelta(hours=12)
MOST_SESSIONS = 20
ByDay = dict[date, list[Days]]


def hours(plan: Plan, _today: date) -> Iterator[Problem]:
    """Hours of people under 18; while no age is said, of anybody."""
    age = from_age(plan)
    if (age is not None and age >= 18) or len(plan.sessions) > MOST_SESSIONS:
        return
    for session in plan.sessions:
        yield from _one_day(session)
    told: set[Problem] = set()
    for taken in _taken(plan):
        for problem in (*_day_by_day(taken), *_week_by_week(taken)):
            if problem not in told:
                told.add(problem)
                yield problem


def _one_day(session: Days) -> Iterator[Problem]:
    when = in_words(session.first_day)
    if session.starts_at < DAY_STARTS or session.ends_at > DAY_ENDS:
        yield Problem(
            "sessions",
            f"People under 18 do no night work. Change the times of {when} to between 6am and 10pm.",
            "starts_at",
        )
    if hours_a_day(session) > HOURS_BEFORE_BREAK and session.break_minutes < BREAK_MINUTES:
        yield Problem(
            "sessions",
            f"People under 18 need a break of 30 minutes in a day of more than 4 and a half hours. Change the break of {when}.",
            "break_minutes",
        )


def _taken(plan: Plan) -> Iterator[tuple[Days, ...]]:
    """What one learner may take: one session, or of a blended offer one of each sort."""
    sessions = [one for one in plan.sessions if one.ends_at > one.starts_at and one.last_day >= one.first_day]
    present, online = ([one for one in sessions if one.is_online is sort] for sort in (False, True))
    if plan.mode == BLENDED and present and online:
        yield from product(present, online)
    else:
        yield from ((one,) for one in sessions)


def _day_by_day(taken: tuple[Days, ...]) -> Iterator[Problem]:
    by_day = _by_day(taken)
    for find in (_too_long, _overlapping, _without_break, _too_spread, _without_rest):
        yield from islice(find(by_day, together=len(taken) > 1), 1)


def _too_long(by_day: ByDay, *, together: bool) -> Iterator[Problem]:
    which = ", in person and online together," if together else ""
    for day, parts in by_day.items():
        if sum(map(hours_a_day, parts)) > HOURS_A_DAY:
            yield Problem(
                "sessions",
                f"People under 18 do at most 8 hours a day. {in_words(day)}{which} has more: change the times.",
                "ends_at",
            )


def _overlapping(by_day: ByDay, *, together: bool) -> Iterator[Problem]:  # noqa: ARG001 all are asked alike
    for day, parts in by_day.items():
        if any(earlier.ends_at > later.starts_at for earlier, later in pairwise(parts)):
            yield Problem(
                "sessions",
                f"On {in_words(day)} the online part and the part in person overlap. Change the times of one.",
                "starts_at",
            )


def _without_break(by_day: ByDay, *, together: bool) -> Iterator[Problem]:
    """Of a day in parts, what is between them rests too. The break of a day of one part `_one_day` asks."""
    for day, parts in by_day.items() if together else ():
        gaps = (minutes_of(later.starts_at) - minutes_of(earlier.ends_at) for earlier, later in pairwise(parts))
        rest = sum(one.break_minutes for one in parts) + sum(max(gap, 0) for gap in gaps)
        if sum(map(hours_a_day, parts)) > HOURS_BEFORE_BREAK and rest < BREAK_MINUTES:
            yield Problem(
                "sessions",
                "People under 18 need a break of 30 minutes in a day of more than 4 and a half hours. "
                f"{in_words(day)}, in person and online together, has less: change the breaks or the times.",
                "break_minutes",
            )


def _too_spread(by_day: ByDay, *, together: bool) -> Iterator[Problem]:  # noqa: ARG001 all are asked alike
    """12 hours of rest in each 24 leave 12."""
    for day, parts in by_day.items():
        if minutes_of(max(one.ends_at for one in parts)) - minutes_of(parts[0].starts_at) > LONGEST_SPREAD:
            yield Problem(
                "sessions",
                f"People under 18 need 12 hours’ rest. {in_words(day)} is longer than 12 hours from its start to its "
                "end: change the times.",
                "ends_at",
            )


def _without_rest(by_day: ByDay, *, together: bool) -> Iterator[Problem]:  # noqa: ARG001 all are asked alike
    for (day, parts), (after, later) in pairwise(by_day.items()):
        end = datetime.combine(day, max(one.ends_at for one in parts))
        if datetime.combine(after, later[0].starts_at) - end < REST:
            yield Problem(
                "sessions",
                "People under 18 need 12 hours’ rest between days. "
                f"Change the times of {in_words(day)} or {in_words(after)}.",
                "starts_at",
            )


def _by_day(taken: Iterable[Days]) -> ByDay:
    """Each date with what happens on it, both in order."""
    found: ByDay = {}
    for session in sorted(taken, key=lambda one: one.starts_at):
        for day in days(session):
            found.setdefault(day, []).append(session)
    return dict(sorted(found.items()))


def _week_by_week(taken: tuple[Days, ...]) -> Iterator[Problem]:
    weeks: dict[date, list[tuple[date, Decimal]]] = {}
    for day, parts in _by_day(taken).items():
        worked = (day, sum(map(hours_a_day, parts), Decimal(0)))
        weeks.setdefault(day - timedelta(days=day.isoweekday() - 1), []).append(worked)
    yield from islice(_too_full(weeks.values()), 1)
    yield from islice(_without_days_off(weeks.values()), 1)


def _too_full(weeks: Iterable[list[tuple[date, Decimal]]]) -> Iterator[Problem]:
    for worked in weeks:
        if sum(hours for _, hours in worked) > HOURS_A_WEEK:
            yield Problem(
                "sessions",
                f"People under 18 do at most 40 hours a week. The week of {in_words(worked[0][0])} has more: "
                "take out a day or change the times.",
                "ends_at",
            )


def _without_days_off(weeks: Iterable[list[tuple[date, Decimal]]]) -> Iterator[Problem]:
    for worked in weeks:
        if len(worked) > DAYS_A_WEEK:
            yield Problem(
                "sessions",
                f"People under 18 need two days off each week. The week of {in_words(worked[0][0])} has "
                f"{len(worked)} days: take out a day.",
                "last_day",
            )

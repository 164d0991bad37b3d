"""Asking the records by plans: how much each learner has that counts, and for what does not, why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import (
    Case,
    CharField,
    Count,
    FilteredRelation,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject

from benchmarks.counting.days import Days, DaysRule, Time, days_of
from benchmarks.counting.rules import IS_ONLINE, Condition
from benchmarks.measures import Plan
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import ids_at
from frontdoor.record.activities.experience import dates_between
from frontdoor.record.models import Attendance, Participation

if TYPE_CHECKING:
    from benchmarks.counting import windows

COUNTS = ""


@dataclass
class Amounts:
    """What learners have: times or days that count, and who is invited to more. Learners with neither are in neither.

    Of a plan in days `of` is what reaches the days asked for, and `days` is all of it, with why some adds nothing.
    """

    of: dict[int, float] = field(default_factory=dict)
    days: dict[int, Days] = field(default_factory=dict)
    invited: set[int] = field(default_factory=set)


def of_roll(institution: Organisation, *, today: date, learners: Any = None) -> QuerySet[Participation]:
    """Participations of those on the institution's roll (or of some of them), with `here`, their enrolment there."""
    seen: Any = ids_at(institution, today=today) if learners is None else learners
    own = Q(learner__enrolments__institution=institution, learner__enrolments__ended_on=None)
    found = Participation.objects.annotate(here=FilteredRelation("learner__enrolments", condition=own))
    return found.filter(learner__in=seen, here__isnull=False)


def tally(
    plans: Mapping[str, Plan], institution: Organisation, *, today: date, learners: Any = None
) -> dict[str, Amounts]:
    """What those on the roll have of each plan, in one query."""
    records = of_roll(institution, today=today, learners=learners).filter(_in_years(plans.values()))
    return _read(plans, records, today)


def counted(plan: Plan, records: QuerySet[Participation], *, today: date) -> QuerySet[Participation]:
    """The records that count on a day. `records` are `of_roll(...)`."""
    return records.filter(_counts(plan, today))


def looked_through(plan: Plan, records: QuerySet[Participation], *, today: date) -> QuerySet[Participation]:
    """Every record near the rule with `why_not`: `COUNTS`, else the sentence of the first condition that it fails.

    Longest first, and nothing is negated: a fact that is not known (NULL) fails its condition like one that is not so.
    """
    why = _why_not([*plan.rule.conditions, *_time_conditions(plan, today)])
    return records.filter(activity__kind__in=plan.rule.near).annotate(why_not=why)


def _why_not(conditions: list[Condition]) -> Case:
    """`COUNTS`, else the sentence of the first that is not so."""
    whens, passed = [], conditions[0].q
    for condition in conditions[1:]:
        whens.append(When(passed, then=Value(condition.sentence)))
        passed &= condition.q
    whens.append(When(passed, then=Value(COUNTS)))
    return Case(*reversed(whens), default=Value(conditions[0].sentence), output_field=CharField())


def _time_conditions(plan: Plan, today: date) -> list[Condition]:
    return [
        Condition(Q(activity__day__lte=today), "It has not happened yet."),
        Condition(_in_time(plan), "It was not in the time that this looks at."),
    ]


def _counts(plan: Plan, today: date) -> Q:
    return plan.rule.q & Q(activity__day__lte=today) & _in_time(plan)


def _in_years(plans: Iterable[Plan]) -> Q:
    """Of the year groups that the plans ask about: others count for none of them, and are not read."""
    return _of_years({year for plan in plans for year in plan.windows})


def _of_years(years: Collection[int | None]) -> Q:
    here = Q(here__year_group__in=[year for year in years if year is not None])
    return here | Q(here__year_group=None) if None in years else here


def _in_time(plan: Plan) -> Q:
    """The activity began in the window of the learner's year group. Year groups with one window are asked together."""
    groups: dict[windows.Window, list[int | None]] = defaultdict(list)
    for year_group, seen in plan.windows.items():
        groups[seen].append(year_group)
    found = Q(pk__in=[])
    for window, years in groups.items():
        found |= _of_years(years) & Q(activity__day__gte=window.since, activity__day__lte=window.until)
    return found


def _read(plans: Mapping[str, Plan], records: QuerySet[Participation], today: date) -> dict[str, Amounts]:
    """A row for each learner: how often, and of plans in days each time at a workplace as JSON. One query."""
    columns: dict[str, Any] = {}
    for number, plan in enumerate(plans.values()):
        kind = plan.rule.conditions[0].q & Q(attendance=Attendance.INVITED)
        columns[f"invited_{number}"] = Count("pk", filter=kind & _in_time(plan))
        columns[f"has_{number}"] = (
            JSONBAgg(_time_at_work(plan), filter=_was_there(plan, today))
            if plan.days
            else Count("pk", filter=_counts(plan, today))
        )
    found = {key: Amounts() for key in plans}
    rows: Any = records.exclude(attendance=Attendance.ABSENT).order_by().values("learner").annotate(**columns)
    for row in rows:
        for number, (key, plan) in enumerate(plans.items()):
            if has := row[f"has_{number}"]:
                _add(found[key], row["learner"], has, plan.days, today)
            if row[f"invited_{number}"]:
                found[key].invited.add(row["learner"])
    return found


def _time_at_work(plan: Plan) -> JSONObject:
    """One time there, with why it adds nothing."""
    return JSONObject(
        day="activity__day",
        last="activity__last_day",
        dates="activity__dates",
        mode="activity__mode",
        hours=Cast(Coalesce("hours", "activity__hours"), CharField()),
        why_not=_why_not([*plan.rule.conditions]),
    )


def _was_there(plan: Plan, today: date) -> Q:
    kind = plan.rule.conditions[0].q
    return kind & Q(attendance=Attendance.ATTENDED, activity__day__lte=today) & _in_time(plan)


def _add(amounts: Amounts, learner: int, has: Any, rule: DaysRule | None, today: date) -> None:
    """What one learner has: a number of times, or the times at workplaces that become days."""
    if rule is None:
        amounts.of[learner] = has
        return
    times = [
        Time(
            _dates(one["day"], one["last"], tuple(one["dates"])),
            Decimal(one["hours"]),
            one["mode"] in IS_ONLINE,
            one["why_not"],
        )
        for one in has
    ]
    days = amounts.days[learner] = days_of(times, rule, until=today)
    if not all(one.why_not for one in times):
        amounts.of[learner] = days.towards(rule)


@lru_cache(maxsize=4_096)
def _dates(day: str, last: str | None, dates: tuple[str, ...]) -> tuple[date, ...]:
    """Many were in the same activity: its dates are found once."""
    named = map(date.fromisoformat, dates)
    end = date.fromisoformat(last) if last else None
    return tuple(sorted(dates_between(date.fromisoformat(day), end, named)))

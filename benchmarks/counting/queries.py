"""Asking the records by plans: how much each learner has that counts, and for what does not, why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    FilteredRelation,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from benchmarks.counting.rules import Condition
from benchmarks.measures import Plan
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import ids_at
from frontdoor.record.models import Attendance, Participation

if TYPE_CHECKING:
    from benchmarks.counting import windows

HOURS_A_DAY = 6  # of an experience of a workplace: hours divided by six, at most one day for each date
COUNTS = ""


@dataclass
class Amounts:
    """What learners have: times or days that count, and who is invited to more. Learners with neither are in neither."""

    of: dict[int, float] = field(default_factory=dict)
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
    """What those on the roll have of each plan: one query for all that count times, and one for all that count days."""
    records = of_roll(institution, today=today, learners=learners).filter(_in_years(plans.values()))
    found = _times(plans, records, today)
    if in_days := {key: plan for key, plan in plans.items() if plan.in_days}:
        for key, amounts in _days(in_days, records, today).items():
            found[key].of = amounts
    return found


def counted(plan: Plan, records: QuerySet[Participation], *, today: date) -> QuerySet[Participation]:
    """The records that count on a day. `records` are `of_roll(...)`."""
    return records.filter(_counts(plan, today))


def looked_through(plan: Plan, records: QuerySet[Participation], *, today: date) -> QuerySet[Participation]:
    """Every record near the rule with `why_not`: `COUNTS`, else the sentence of the first condition that it fails.

    Longest first, and nothing is negated: a fact that is not known (NULL) fails its condition like one that is not so.
    """
    conditions = [*plan.rule.conditions, *_time_conditions(plan, today)]
    whens, passed = [], conditions[0].q
    for condition in conditions[1:]:
        whens.append(When(passed, then=Value(condition.sentence)))
        passed &= condition.q
    whens.append(When(passed, then=Value(COUNTS)))
    why = Case(*reversed(whens), default=Value(conditions[0].sentence), output_field=CharField())
    return records.filter(activity__kind__in=plan.rule.near).annotate(why_not=why)


def days_of(hours_by_date: Iterable[float]) -> float:
    """The days that the hours of each date come to: divided by six, at most one for each date."""
    return round(sum(min(hours / HOURS_A_DAY, 1.0) for hours in hours_by_date), 2)


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


def _times(plans: Mapping[str, Plan], records: QuerySet[Participation], today: date) -> dict[str, Amounts]:
    columns: dict[str, Any] = {}
    for number, plan in enumerate(plans.values()):
        kind = plan.rule.conditions[0].q & Q(attendance=Attendance.INVITED)
        columns[f"invited_{number}"] = Count("pk", filter=kind & _in_time(plan))
        if not plan.in_days:
            columns[f"times_{number}"] = Count("pk", filter=_counts(plan, today))
    found = {key: Amounts() for key in plans}
    rows: Any = records.exclude(attendance=Attendance.ABSENT).order_by().values("learner").annotate(**columns)
    for row in rows:
        for number, key in enumerate(plans):
            if amount := row.get(f"times_{number}"):
                found[key].of[row["learner"]] = amount
            if row[f"invited_{number}"]:
                found[key].invited.add(row["learner"])
    return found


def _days(plans: Mapping[str, Plan], records: QuerySet[Participation], today: date) -> dict[str, dict[int, float]]:
    """The hours of an activity of several days are shared evenly between its dates."""
    fits = [_counts(plan, today) for plan in plans.values()]
    columns = {f"fits_{number}": ExpressionWrapper(q, BooleanField()) for number, q in enumerate(fits)}
    rows: Any = (
        records.filter(reduce(or_, fits))
        .order_by()
        .annotate(**columns)
        .values("learner", "activity__day", "activity__last_day", *columns)
        .annotate(own=Sum(Coalesce("hours", "activity__hours")))
    )
    hours: dict[tuple[str, int], dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for row in rows:
        dates = _dates(row["activity__day"], row["activity__last_day"])
        for column, key in zip(columns, plans, strict=True):
            if row[column]:
                for day in dates:
                    hours[key, row["learner"]][day] += float(row["own"]) / len(dates)
    found: dict[str, dict[int, float]] = {key: {} for key in plans}
    for (key, learner), by_day in hours.items():
        found[key][learner] = days_of(by_day.values())
    return found


def _dates(day: date, last: date | None) -> list[date]:
    return [day + timedelta(days=number) for number in range(((last or day) - day).days + 1)]

"""Asking the records by plans: how much each learner has that counts, and for what does not, why."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
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
from frontdoor.record.access import learners_at
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
    seen: Any = learners_at(institution, today=today).values("pk") if learners is None else learners
    own = Q(learner__enrolments__institution=institution, learner__enrolments__ended_on=None)
    found = Participation.objects.annotate(here=FilteredRelation("learner__enrolments", condition=own))
    return found.filter(learner__in=seen, here__isnull=False)


def tally(
    plans: Mapping[str, Plan], institution: Organisation, *, today: date, learners: Any = None
) -> dict[str, Amounts]:
    """What those on the roll have of each plan: one query for all that count times, and one for all that count days."""
    records = of_roll(institution, today=today, learners=learners)
    found = _times(plans, records)
    if in_days := {key: plan for key, plan in plans.items() if plan.in_days}:
        for key, amounts in _days(in_days, records).items():
            found[key].of = amounts
    return found


def counted(plan: Plan, records: QuerySet[Participation]) -> QuerySet[Participation]:
    """The records that count. `records` are `of_roll(...)`."""
    return records.filter(plan.rule.q, _in_time(plan))


def looked_through(plan: Plan, records: QuerySet[Participation]) -> QuerySet[Participation]:
    """Every record near the rule with `why_not`: `COUNTS`, else the sentence of the first condition that it fails.

    Longest first, and nothing is negated: a fact that is not known (NULL) fails its condition like one that is not so.
    """
    conditions = [*plan.rule.conditions, Condition(_in_time(plan), "It was not in the time that this looks at.")]
    whens, passed = [], conditions[0].q
    for condition in conditions[1:]:
        whens.append(When(passed, then=Value(condition.sentence)))
        passed &= condition.q
    whens.append(When(passed, then=Value(COUNTS)))
    why = Case(*reversed(whens), default=Value(conditions[0].sentence), output_field=CharField())
    return records.filter(activity__kind__in=plan.rule.near).annotate(why_not=why)


def days_of(hours: Decimal, dates: int) -> float:
    """The days that these hours on so many dates come to."""
    return min(float(hours) / HOURS_A_DAY, float(dates))


def _in_time(plan: Plan) -> Q:
    """The activity began in the window of the learner's year group. Year groups with one window are asked together."""
    groups: dict[windows.Window, list[int | None]] = defaultdict(list)
    for year_group, seen in plan.windows.items():
        groups[seen].append(year_group)
    found = Q(pk__in=[])
    for window, years in groups.items():
        here = Q(here__year_group__in=[year for year in years if year is not None])
        if None in years:
            here |= Q(here__year_group=None)
        found |= here & Q(activity__day__gte=window.since, activity__day__lte=window.until)
    return found


def _times(plans: Mapping[str, Plan], records: QuerySet[Participation]) -> dict[str, Amounts]:
    columns: dict[str, Any] = {}
    for number, plan in enumerate(plans.values()):
        kind = plan.rule.conditions[0].q & Q(attendance=Attendance.INVITED)
        columns[f"invited_{number}"] = Count("pk", filter=kind & _in_time(plan))
        if not plan.in_days:
            columns[f"times_{number}"] = Count("pk", filter=plan.rule.q & _in_time(plan))
    found = {key: Amounts() for key in plans}
    rows: Any = records.exclude(attendance=Attendance.ABSENT).order_by().values("learner").annotate(**columns)
    for row in rows:
        for number, key in enumerate(plans):
            if amount := row.get(f"times_{number}"):
                found[key].of[row["learner"]] = amount
            if row[f"invited_{number}"]:
                found[key].invited.add(row["learner"])
    return found


def _days(plans: Mapping[str, Plan], records: QuerySet[Participation]) -> dict[str, dict[int, float]]:
    """An activity of several days gives at most as many days as it has dates."""
    fits = [plan.rule.q & _in_time(plan) for plan in plans.values()]
    columns = {f"fits_{number}": ExpressionWrapper(q, BooleanField()) for number, q in enumerate(fits)}
    rows: Any = (
        records.filter(reduce(or_, fits))
        .order_by()
        .annotate(**columns)
        .values("learner", "activity__day", "activity__last_day", *columns)
        .annotate(own=Sum(Coalesce("hours", "activity__hours")))
    )
    found: dict[str, dict[int, float]] = {key: defaultdict(float) for key in plans}
    for row in rows:
        dates = ((row["activity__last_day"] or row["activity__day"]) - row["activity__day"]).days + 1
        for column, key in zip(columns, plans, strict=True):
            if row[column]:
                found[key][row["learner"]] += days_of(row["own"], dates)
    return found

"""What the institution's own records say to each question that can be counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from benchmarks.counting.days import Days, DaysRule
from benchmarks.counting.queries import counted, of_roll, tally
from benchmarks.frameworks.queries import days_rule, framework_for
from benchmarks.frameworks.shape import Form, Question
from benchmarks.measures import Plan, plan
from benchmarks.models import Return
from frontdoor.record.models import Participation
from frontdoor.record.queries import roll, year_begun


@dataclass(frozen=True)
class Measured:
    """A question answered by the records: `value` of `base` learners on the roll, as counted on a day by a plan."""

    question: str
    value: int
    base: int
    on: date
    plan: Plan

    @property
    def answer(self) -> dict[str, int]:
        """The answer as a return stores it."""
        return {"count": self.value}


def measured(found: Return, *, today: date, only: str = "") -> dict[str, Measured]:
    """The questions (or `only` this one) that the records answer, by id: those for which at least one record counts.

    Only in the return's own academic year: afterwards the roll has moved on, and so have its year groups. Two
    queries at any size: the roll, and what counts.
    """
    if found.year != year_begun(found.organisation, today=today):
        return {}
    here = dict(roll(found.organisation, today=today).order_by().values_list("learner_id", "year_group"))
    asked = [(question.id, made) for question, made in _plans(found) if not only or question.id == only]
    plans = {key: made for key, made in asked if set(made.windows) & set(here.values())}
    if not plans:
        return {}
    sizes = Counter(here.values())
    amounts = tally(plans, found.organisation, today=today)
    return {
        key: Measured(key, _enough(made, amounts[key].of, here), sum(sizes[year] for year in made.windows), today, made)
        for key, made in plans.items()
        if amounts[key].of
    }


def plan_of(found: Return, question: str) -> Plan | None:
    """How one question of a return is counted; None where no record can answer it."""
    return next((made for asked, made in _plans(found) if asked.id == question), None)


def records(found: Return, made: Plan, *, today: date) -> QuerySet[Participation]:
    """The records that count for a question today, newest first."""
    rows = counted(made, of_roll(found.organisation, today=today), today=today)
    return rows.select_related("activity", "activity__host", "learner").order_by("-activity__day", "pk")


def days_of(found: Return, made: Plan, learners: Iterable[int], *, today: date) -> dict[int, Days]:
    """The days of these learners (ids) by a plan in days, as their own pages and class lists say them."""
    if not made.days:
        return {}
    return tally({"": made}, found.organisation, today=today, learners=[*learners])[""].days


def _enough(made: Plan, amounts: dict[int, float], here: dict[int, int | None]) -> int:
    return sum(amount >= made.needed and here[learner] in made.windows for learner, amount in amounts.items())


def _plans(found: Return) -> list[tuple[Question, Plan]]:
    """Each question with a measure whose base is made of year groups, and its plan."""
    form, days = framework_for(found.framework_id).form(found.form), days_rule(found.framework_id)
    pairs = [(question, _plan(form, question, found.year, days)) for question in form.questions() if question.measure]
    return [(question, made) for question, made in pairs if made]


def _plan(form: Form, question: Question, year: str, days: DaysRule | None) -> Plan | None:
    of_fact: dict[str, Any] = {fact.key: fact.year for fact in form.facts}
    years = [of_fact.get(key) for key in question.base]
    if not years or None in years or question.measure is None:
        return None  # of a part of a year group that no roll names, or of a college's programme
    return plan(question.measure, year, years, days=days)

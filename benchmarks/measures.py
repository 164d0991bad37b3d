"""The closed catalogue of measures: how what a question asks for is counted from the records.

A framework or the file of entitlements names a measure with its parameters (`frameworks.measures.MEASURES`). Two that no
record can answer have no plan: which subjects each pupil studies (GB4), and where a meeting with a university took place
(the visits of GB7).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.counting import rules, windows
from benchmarks.counting.days import DaysRule
from benchmarks.counting.rules import Rule
from benchmarks.counting.windows import Window
from benchmarks.frameworks.shape import Measure

Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """The rule, the days it looks at for each year group, and how much is enough: times, or days by the rule `days`."""

    rule: Rule
    windows: Mapping[int | None, Window]
    needed: float
    days: DaysRule | None = None


IN_DAYS = "share_with_workplace_days"
MEETING = "share_with_meeting"
RULES: Mapping[str, Callable[[Parameters], Rule | None]] = {
    "share_with_information": lambda given: rules.information(),  # noqa: ARG005 every rule is made of parameters
    "share_with_encounters": lambda given: rules.encounter(),  # noqa: ARG005
    "share_with_encounters_in_curriculum": lambda given: rules.encounter_in_curriculum(),  # noqa: ARG005
    "share_with_workplaces": lambda given: rules.workplace(),  # noqa: ARG005
    "share_with_provider": lambda given: (
        rules.provider(given["provider"]) if given["provider"] in rules.PROVIDERS else None
    ),
    MEETING: lambda given: rules.meeting(given["level"]),
    "share_with_provider_access": lambda given: rules.provider_access(),  # noqa: ARG005
}


def plan(measure: Measure, year: str, year_groups: Iterable[int | None], *, days: DaysRule | None) -> Plan | None:
    """How a measure is counted in an academic year for learners of these year groups; None where no record answers it.

    `days` is how hours become days: a measure in days has no plan without it.
    """
    rule = _rule(measure, days)
    if rule is None:
        return None
    given = measure.parameters
    needed: Any = given.get("days") or given.get("n") or 1
    seen = {now_in: _window(given, year, now_in) for now_in in year_groups}
    return Plan(rule, seen, needed, days=days if measure.name == IN_DAYS else None)


def _rule(measure: Measure, days: DaysRule | None) -> Rule | None:
    if measure.name == IN_DAYS:
        return rules.workplace_days(days) if days else None
    return RULES[measure.name](measure.parameters) if measure.name in RULES else None


def _window(given: Parameters, year: str, now_in: int | None) -> Window:
    if "by_end_of" in given:
        return windows.by_end_of(year, now_in, given["by_end_of"])
    if "years" in given:
        return windows.years(year, now_in, min(given["years"]), max(given["years"]), given.get("by", ""))
    return windows.this_year(year)

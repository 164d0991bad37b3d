"""The closed list of measures that a question may name, with the parameters of each.

A measure counts, from a school's own records, the people that a question asks about. This module only knows their names
and checks what a file says; a new kind of measure is a release, a new framework is data.
"""

from collections.abc import Mapping
from typing import Any

from benchmarks.counting.days import NEEDS, DaysRule
from benchmarks.frameworks.fields import Fields
from benchmarks.frameworks.shape import Measure

# Parameter: its type. `year_group` and `years` are filled in by `each: year` and `each: stage`.
MEASURES: Mapping[str, Mapping[str, type]] = {
    "share_with_information": {"years": tuple},
    "share_with_subjects": {"year_group": int},
    "share_with_encounters": {"year_group": int, "n": int},
    "share_with_encounters_in_curriculum": {"n": int},
    "share_with_workplaces": {"n": int, "by_end_of": int},
    "share_with_workplace_days": {"days": int, "years": tuple},
    "share_with_provider": {"provider": str, "n": int, "by_end_of": int},
    "share_with_meeting": {"level": int, "n": int, "by_end_of": int},
    "share_with_provider_access": {"n": int, "years": tuple, "by": str},
}
OPTIONAL = {"year_group", "years", "by_end_of", "by"}  # colleges count over a programme, not by year group


def measure(fields: Fields, given: Mapping[str, Any]) -> Measure:
    """The measure a question names. Unknown names and parameters are refused with the known ones."""
    name = fields.choice("name", MEASURES)
    found: dict[str, Any] = {}
    for parameter, kind in MEASURES[name].items():
        if parameter in given:
            found[parameter] = given[parameter]
        elif parameter in fields or parameter not in OPTIONAL:
            found[parameter] = _read(fields, parameter, kind)
    fields.nothing_else()
    return Measure(name, found)


def days_rule(fields: Fields) -> DaysRule:
    """How hours at workplaces become days. What online ones need is a list of known names."""
    needs = fields.texts("online_needs")
    found = DaysRule(
        hours_a_day=fields.whole("hours_a_day"),
        most_a_date=fields.whole("most_a_date"),
        online_needs=tuple(Fields({"online_needs": one}, fields.where).choice("online_needs", NEEDS) for one in needs),
        online_may_replace=fields.flag("online_may_replace"),
        source=fields.text("source"),
    )
    fields.nothing_else()
    if not (found.hours_a_day and found.most_a_date):
        raise fields.wrong("needs hours_a_day and most_a_date of 1 or more")
    return found


def _read(fields: Fields, parameter: str, kind: type) -> Any:
    if kind is int:
        return fields.whole(parameter)
    return fields.text(parameter) if kind is str else fields.wholes(parameter)

"""The table of kinds is whole, and facts are tidied and judged the same for every kind."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.activities.facts import EMPTY, Facts, problem, tidy
from frontdoor.record.activities.kinds import ACCESS, KINDS
from frontdoor.record.models import Activity, ActivityKind, Mode, Part, ProviderKind

TODAY = date(2026, 11, 20)
FACTS = st.builds(
    Facts,
    kind=st.sampled_from(ActivityKind.values),
    title=st.text(max_size=200),
    day=st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    last_day=st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    hours=st.decimals(-5, 500, places=2),
    mode=st.sampled_from(Mode.values),
    host_name=st.text(max_size=30),
    subject=st.text(max_size=30),
    one_to_one=st.none() | st.booleans(),
    adviser_level=st.none() | st.integers(1, 8),
    in_school_hours=st.none() | st.booleans(),
    parts=st.lists(st.sampled_from(Part.values)).map(tuple),
    provider_kinds=st.lists(st.sampled_from(ProviderKind.values)).map(tuple),
)


def test_every_kind_says_what_it_asks_in_columns_that_exist() -> None:
    columns = {field.name for field in Activity._meta.get_fields()}
    assert set(KINDS) == set(ActivityKind)
    for kind, asked in KINDS.items():
        assert set(asked.columns) <= columns, kind
        assert set(asked.needed) <= set(asked.facts), kind
        assert bool(asked.parts) == ("parts" in asked.facts), kind
        assert bool(asked.host) == ("host_name" in asked.facts), kind


def test_the_parts_are_those_of_the_benchmarks_and_the_law() -> None:
    numbers = [len(KINDS[kind].parts) for kind in (ActivityKind.EMPLOYER, ActivityKind.WORKPLACE)]
    assert [*numbers, len(ACCESS)] == [4, 7, 4]
    assert {part for asked in KINDS.values() for part in asked.parts} == set(Part)


@given(FACTS)
def test_tidying_twice_is_tidying_once_and_keeps_only_what_is_asked(facts: Facts) -> None:
    tidied = tidy(facts)
    assert tidy(tidied) == tidied
    asked = KINDS[ActivityKind(facts.kind)].columns
    for name, empty in EMPTY.items():
        if name not in asked:
            assert getattr(tidied, name) == empty


@given(FACTS)
def test_facts_without_a_problem_fit_the_table(facts: Facts) -> None:
    tidied = tidy(facts)
    column, said = problem(tidied, today=TODAY)
    assert bool(column) == bool(said)
    if not said:
        assert 0 < len(tidied.title) <= 150
        assert Decimal(0) < tidied.hours <= 400
        assert tidied.day <= TODAY + timedelta(days=366)
        assert (tidied.last_day or tidied.day) >= tidied.day

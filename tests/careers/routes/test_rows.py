"""The rows of the table of ways in, and their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.careers.routes.kinds import kinds
from frontdoor.careers.routes.rows import Facts, in_months, ordered, row, ways_at, ways_of

KEYS = sorted(kinds())
STAGES = sorted({stage for kind in kinds().values() for stage in kind.stages})
ways = st.lists(
    st.builds(
        row,
        st.sampled_from(KEYS),
        st.lists(st.text(min_size=1, max_size=9), max_size=2),
        st.lists(st.text(min_size=1, max_size=9), max_size=2),
        st.one_of(st.none(), st.integers(1, 72)),
    ),
    max_size=12,
)


def test_what_a_career_says_stands_before_what_is_true_in_general():
    way = row("apprenticeship-3", needs=["English and maths"], names=["Plumber"], months=48, leads="Gas engineer")

    assert (way.need, way.names, way.long, way.leads) == (
        ("English and maths",),
        ("Plumber",),
        "Usually 4 years",
        "Gas engineer",
    )
    assert "paid" in way.money


def test_what_a_career_leaves_open_is_filled_with_what_is_true_in_general():
    way, general = row("t-level"), kinds()["t-level"]

    assert (way.need, way.long, way.money, way.leads) == (
        general.need.text,
        str(general.long),
        str(general.money),
        str(general.leads),
    )
    assert {line.source for line in general.lines} == set(way.sources)


def test_source_of_a_line_that_is_not_shown_is_not_named():
    general = kinds()["a-levels"]
    assert general.long.source not in row("a-levels", months=24).sources


def test_way_of_no_known_kind_is_an_error():
    with pytest.raises(KeyError):
        row("magic")


def test_career_gets_the_technical_courses_of_its_occupation():
    found = ways_of([Facts("university", needs=("2 A levels",))], soc2020="3111", stage="16")

    assert [(way.kind, way.names) for way in found] == [("t-level", ("Science",)), ("university", ())]


def test_several_courses_of_one_kind_are_one_row():
    [t_levels] = [way for way in ways_of([], soc2020="3115") if way.kind == "t-level"]
    assert len(t_levels.names) == 2


def test_nothing_checked_is_an_empty_table():
    assert ways_of([]) == []
    assert ways_of([], soc2020="1111") == []


@given(ways, st.one_of(st.none(), st.sampled_from(STAGES)))
def test_order_keeps_every_row_and_does_not_hang_on_where_it_stood(rows, stage):
    found = ordered(rows, stage)

    assert sorted(map(repr, found)) == sorted(map(repr, rows))
    assert [(way.name, way.names) for way in ordered(list(reversed(rows)), stage)] == [
        (way.name, way.names) for way in found
    ]


@given(ways, st.sampled_from(STAGES))
def test_what_fits_the_stage_stands_before_what_does_not(rows, stage):
    fits = [stage in kinds()[way.kind].stages for way in ordered(rows, stage)]
    assert fits == sorted(fits, reverse=True)


@pytest.mark.parametrize("stage", STAGES)
def test_no_stage_begins_with_an_academic_way(stage):
    assert not kinds()[ways_at(stage)[0].kind].academic


@pytest.mark.parametrize(
    ("months", "words"), [(1, "1 month"), (8, "8 months"), (12, "1 year"), (18, "18 months"), (24, "2 years")]
)
def test_months_in_words(months, words):
    assert in_months(months) == words


def test_a_tables_sources_stand_once():
    table = ways_at("16")
    names = [source.name for source in table.sources]
    assert len(names) == len(set(names))

"""Nothing that is shown depends on a count that is hidden, whichever councils are put together."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workexperience.demand.rules import FEWEST, Line, by_sector, first_month, in_order, readable, total

COUNCILS, SECTORS = (1, 2, 3), ("", "care", "steel")
cells = st.dictionaries(st.tuples(st.sampled_from(COUNCILS), st.sampled_from(SECTORS)), st.integers(0, 40))
some_councils = st.sets(st.sampled_from(COUNCILS))


def tables(counts, councils):
    """Everything that a page shows for these councils together."""
    found = by_sector({cell: number for cell, number in counts.items() if cell[0] in councils})
    lines = in_order(Line(sector, 1, 2, found.get(sector)) for sector in SECTORS)
    return lines, total(lines)


@given(cells, cells, some_councils)
def test_hidden_counts_can_be_anything_and_every_table_stays_the_same(counts, others, councils):
    small = {cell: number % FEWEST for cell, number in others.items() if counts.get(cell, 0) < FEWEST}
    swapped = {cell: number for cell, number in counts.items() if number >= FEWEST} | small
    assert tables(counts, councils) == tables(swapped, councils)


@given(cells, some_councils)
def test_what_is_shown_is_the_sum_of_what_is_shown_of_each_council(counts, councils):
    together = tables(counts, councils)[1].searches
    assert together == sum(tables(counts, {one})[1].searches for one in councils)


@given(cells)
def test_no_number_under_five_is_shown(counts):
    assert all(number >= FEWEST for number in readable(counts).values())
    assert all(line.searches is None or line.searches >= FEWEST for line in tables(counts, COUNCILS)[0])


def test_most_wanted_first_then_by_name():
    lines = [Line("b", 0, 0, None), Line("c", 0, 0, 9), Line("a", 0, 0, None)]
    assert [line.name for line in in_order(lines)] == ["c", "a", "b"]


def test_twelve_months_end_with_this_one():
    assert first_month(date(2026, 11, 21)) == date(2025, 12, 1)
    assert first_month(date(2026, 12, 31)) == date(2026, 1, 1)
    assert first_month(date(2027, 1, 1)) == date(2026, 2, 1)

"""Who is due beside the sessions there are: nobody and no session is lost on the way through the months."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guidance.blocks import pace

MONTHS = pace.months(date(2026, 11, 23), date(2027, 7, 31))
NUMBERS = st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 300))


def test_months_are_those_of_both_days_and_between() -> None:
    assert [one.month for one in MONTHS] == [11, 12, 1, 2, 3, 4, 5, 6, 7]
    assert pace.months(date(2026, 11, 30), date(2026, 11, 30)) == [date(2026, 11, 1)]
    assert pace.months(date(2026, 12, 1), date(2026, 11, 30)) == []


@given(st.integers(0, 5000), st.integers(1, 24))
def test_spread_gives_each_part_and_is_even(number: int, count: int) -> None:
    over = pace.months(date(2026, 1, 1), pace.months(date(2026, 1, 1), date(2029, 1, 1))[count - 1])
    found = list(pace.spread(number, over).values())
    assert sum(found) == number
    assert max(found) - min(found) <= 1
    assert found == sorted(found, reverse=True)


DUE = st.fixed_dictionaries({11: NUMBERS, 13: NUMBERS})
YEARS = st.sampled_from([frozenset({11}), frozenset({13}), frozenset({11, 13}), frozenset({9, 10})])
NEVER_OVER = dict.fromkeys(MONTHS, 0)
ALL_YEAR = NUMBERS.map(lambda months: NEVER_OVER | months)
POOLS = st.lists(st.builds(pace.Pool, YEARS, st.one_of(NUMBERS, ALL_YEAR), st.booleans()), max_size=4)


@given(DUE, POOLS)
def test_months_end_short_by_those_for_whom_no_session_came_in_time(due, pools) -> None:
    """Told again: whoever waits for one of two years can be served by what is for it alone, then by what is for both."""
    rows = pace.by_month(MONTHS, due, pools)
    assert sum(row.due for row in rows) == sum(sum(parts.values()) for parts in due.values())
    carried = 0
    for month, row in zip(MONTHS, rows, strict=True):
        fit = [one for one in pools if one.years & {11, 13}]
        assert row.free == sum(one.months.get(month, 0) for one in fit if not one.keeps)
        assert row.carried == carried
        assert row.short >= max(0, row.due + row.carried - row.free - row.bought)
        carried = row.short


@given(NUMBERS, st.lists(NUMBERS, min_size=2, max_size=2))
def test_months_of_one_year_group_lose_no_session(due, sessions) -> None:
    free, bought = (
        pace.Pool(frozenset({11}), NEVER_OVER | one, keeps=keeps)
        for one, keeps in zip(sessions, (False, True), strict=True)
    )
    rows = pace.by_month(MONTHS, {11: due}, [bought, free])
    waiting = left = 0  # told again, one person at a time
    for month, row in zip(MONTHS, rows, strict=True):
        waiting += due.get(month, 0)
        left += bought.months.get(month, 0)
        of_month = free.months.get(month, 0)
        while waiting and (of_month or left):
            if of_month:
                of_month -= 1
            else:
                left -= 1
            waiting -= 1
        assert row.short == waiting


@given(DUE, POOLS, st.integers(1, 200))
def test_block_that_is_bought_now_is_in_it_at_once(due, pools, more: int) -> None:
    before = pace.by_month(MONTHS, due, pools)
    both = pace.Pool(frozenset({11, 13}), {MONTHS[0]: more}, keeps=True)
    after = pace.by_month(MONTHS, due, [*pools, both])
    assert all(new.short <= old.short for new, old in zip(after, before, strict=True))
    assert after[0].short == max(0, before[0].short - more)


@given(DUE, POOLS, NUMBERS)
def test_sessions_for_other_year_groups_help_nobody(due, pools, other) -> None:
    others = pace.Pool(frozenset({7, 8}), other, keeps=True)
    assert pace.by_month(MONTHS, due, [*pools, others]) == pace.by_month(MONTHS, due, pools)


def test_sessions_are_gone_after_the_last_month_of_their_block_and_what_ends_first_is_used_first() -> None:
    november, december, january = MONTHS[:3]
    due = {11: {november: 2, december: 3, january: 3}}

    def rows(*blocks: dict) -> list[tuple[int, int]]:
        pools = [pace.Pool(frozenset({11}), one, keeps=True) for one in blocks]
        return [(one.bought, one.short) for one in pace.by_month(MONTHS[:3], due, pools)]

    assert rows({november: 10, december: 0}) == [(10, 0), (8, 0), (0, 3)]
    assert rows({november: 4, january: 0}, {november: 5}) == [(9, 0), (4, 0), (1, 2)]

"""Who is due beside the sessions there are: nobody and no session is lost on the way through the months."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from guidance.blocks import pace

MONTHS = pace.months(date(2026, 11, 23), date(2027, 7, 31))
NEVER_OVER = {MONTHS[-1]: 0}
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


@given(NUMBERS, NUMBERS, NUMBERS)
def test_months_end_short_by_those_for_whom_no_session_came_in_time(due, free, bought) -> None:
    rows = pace.by_month(MONTHS, due, free, [NEVER_OVER | bought])
    waiting = left = 0  # told again, one person at a time
    for month, row in zip(MONTHS, rows, strict=True):
        waiting += due.get(month, 0)
        left += bought.get(month, 0)
        of_month = free.get(month, 0)
        while waiting and (of_month or left):
            if of_month:
                of_month -= 1
            else:
                left -= 1
            waiting -= 1
        assert row.short == waiting


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(1, 200))
def test_block_that_is_bought_now_is_in_it_at_once(due, free, bought, more: int) -> None:
    blocks = [NEVER_OVER | bought]
    before = pace.by_month(MONTHS, due, free, blocks)
    after = pace.by_month(MONTHS, due, free, [*blocks, {MONTHS[0]: more}])
    assert all(new.short <= old.short for new, old in zip(after, before, strict=True))
    assert after[0].short == max(0, before[0].short - more)


def test_sessions_are_gone_after_the_last_month_of_their_block_and_what_ends_first_is_used_first() -> None:
    november, december, january = MONTHS[:3]
    due = {november: 2, december: 3, january: 3}
    alone = pace.by_month(MONTHS[:3], due, {}, [{november: 10, december: 0}])
    assert [(one.bought, one.short) for one in alone] == [(10, 0), (8, 0), (0, 3)]
    both = pace.by_month(MONTHS[:3], due, {}, [{november: 4, january: 0}, {november: 5}])
    assert [(one.bought, one.short) for one in both] == [(9, 0), (4, 0), (1, 2)]

"""The days that a measure looks at."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.counting.windows import Window, by_end_of, this_year, years
from frontdoor.ground.years import academic_year, first_day, last_day

YEARS = st.dates(date(2020, 1, 1), date(2040, 1, 1)).map(academic_year)
GROUPS = st.integers(0, 14)


def test_by_16_looks_back_to_year_7() -> None:
    assert by_end_of("2026-27", 11, 11) == Window(date(2022, 9, 1), date(2027, 8, 31))
    assert by_end_of("2026-27", 9, 11) == Window(date(2024, 9, 1), date(2027, 8, 31))


def test_by_18_looks_at_years_12_and_13_only() -> None:
    assert by_end_of("2026-27", 13, 13) == Window(date(2025, 9, 1), date(2027, 8, 31))
    assert by_end_of("2026-27", 12, 13).since == date(2026, 9, 1)


def test_what_year_13_had_by_16_ended_with_year_11() -> None:
    assert by_end_of("2026-27", 13, 11) == Window(date(2020, 9, 1), date(2025, 8, 31))


def test_the_last_year_of_a_provider_access_phase_ends_in_february() -> None:
    assert years("2026-27", 9, 8, 9, "02-28") == Window(date(2025, 9, 1), date(2027, 2, 28))
    assert years("2026-27", 8, 8, 9, "02-28") == Window(date(2026, 9, 1), date(2027, 8, 31))


def test_no_year_group_means_this_year() -> None:
    assert years("2026-27", None, 7, 9) == this_year("2026-27")


@given(YEARS, GROUPS, st.integers(0, 13), st.integers(0, 4))
def test_windows_lie_on_whole_academic_years_and_never_after_this_one(year, now_in, first, more) -> None:
    window = years(year, now_in, first, first + more)
    assert window.until <= last_day(year)
    assert (window.since.month, window.since.day) == (9, 1)
    assert (window.until + timedelta(days=1)).day == 1
    if first <= now_in <= first + more:
        assert window.since <= first_day(year) <= window.until

"""Academic years as text, `2026-27`: 1 September to 31 August (domain section 3.4)."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from frontdoor.ground.lists import listed


def academic_year(day: date) -> str:
    """The academic year that a day falls in."""
    first = day.year if day.month >= 9 else day.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


def first_day(year: str) -> date:
    """1 September of `2026-27` is 1 September 2026. ValueError when the text is not an academic year."""
    start = int(year[:4])
    if year != f"{start}-{(start + 1) % 100:02d}":
        raise ValueError(f"{year!r} is not an academic year such as 2026-27.")
    return date(start, 9, 1)


def last_day(year: str) -> date:
    """31 August of `2026-27` is 31 August 2027."""
    return date(first_day(year).year + 1, 8, 31)


def year_before(year: str) -> str:
    """The academic year before this one."""
    start = first_day(year).year - 1
    return f"{start}-{(start + 1) % 100:02d}"


def in_words(year: str) -> str:
    """`2026-27` as people read it: `2026 to 2027`."""
    start = first_day(year).year
    return f"{start} to {start + 1}"


def year_group_in_words(year: int | None) -> str:
    """0 as `Reception`, 11 as `Year 11`; `No year group` for None. Year group is data on a roll, 0 to 14 (domain, "Words")."""
    if year is None:
        return "No year group"
    return f"Year {year}" if year else "Reception"


def year_groups_in_words(years: Iterable[int]) -> str:
    """`Years 9 to 11 and 13`, `Years 10 and 12`, `Year 11`, `Reception and Year 1`; empty for none."""
    found = sorted(set(years))
    numbered = [year for year in found if year]
    words = [year_group_in_words(0)] if 0 in found else []
    if numbered:
        words.append(f"Year{'s' if len(numbered) > 1 else ''} {listed([*_runs(numbered)])}")
    return listed(words)


def _runs(numbers: list[int]) -> Iterator[str]:
    """Three or more in a row as `9 to 11`, all others one by one."""
    for _, group in groupby(enumerate(numbers), lambda placed: placed[1] - placed[0]):
        run = [number for _, number in group]
        yield from [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)


def year_on(year_group: int | None, *, begun: str, then: str) -> int | None:
    """The year group in an academic year (`2027-28`) of somebody who is in `year_group` in the year that has begun."""
    if year_group is None:
        return None
    return year_group + max(0, int(then[:4]) - int(begun[:4]))

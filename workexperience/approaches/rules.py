"""Terms, and when an employer has been asked often enough in one. Pure.

Terms here are for counting requests only: autumn is September to December, spring January to March, summer April to
August. When a school's own terms begin and end stands in `organisations.calendar`.
"""

import re
from datetime import date

from frontdoor.ground.years import academic_year, first_day

# The season of each month, January first; and the month in which the season after it begins.
SEASONS = ("spring",) * 3 + ("summer",) * 5 + ("autumn",) * 4
_NEXT_MONTH = {"autumn": 1, "spring": 4, "summer": 9}
_TERM = re.compile(r"(\d{4}-\d{2}) (autumn|spring|summer)")
YOUNGEST_YEAR, OLDEST_YEAR = 7, 14


def term_of(day: date) -> str:
    """The term that a day counts in, as it is stored: `2026-27 autumn`."""
    return f"{academic_year(day)} {SEASONS[day.month - 1]}"


def next_term_begins(term: str) -> date:
    """The first day of the term after this one: `2026-27 autumn` is followed on 1 January 2027. ValueError for no term."""
    year, season = _parts(term)
    return date(year, _NEXT_MONTH[season], 1)


def in_words(term: str) -> str:
    """`2026-27 autumn` as people read it: `autumn 2026`; `2026-27 spring` is `spring 2027`."""
    year, season = _parts(term)
    return f"{season} {year - 1 if season == 'autumn' else year}"


def opens_again(term: str) -> str:
    """The month in which a school can ask again: `January 2027`."""
    return f"{next_term_begins(term):%B %Y}"


def is_full(limit: int | None, taken: int) -> bool:
    """Whether an employer that takes so many requests a term has had them all. No limit is never full."""
    return limit is not None and taken >= limit


def why_full(name: str, limit: int | None, taken: int, term: str) -> str:
    """Why an employer cannot be asked in this term, as a sentence; empty when it can."""
    if not is_full(limit, taken):
        return ""
    if not limit:
        return f"{name} takes no requests from schools and colleges."
    times = "one request" if limit == 1 else f"{limit} requests"
    return f"{name} takes {times} a term and has had enough for {in_words(term)}. It can be asked again from {opens_again(term)}."


def years_at(age_low: int | None, age_high: int | None) -> list[int]:
    """The year groups that an institution can ask for: from Year 7 on, as far as its ages reach; 7 to 13 where not known.

    Somebody who begins Year 7 is 11 and turns 12 in it: the first year is the lowest age less four, the last one the
    highest age less five.
    """
    low = max(YOUNGEST_YEAR, (age_low or 11) - 4)
    high = min(OLDEST_YEAR, (age_high or 18) - 5)
    return [*range(low, high + 1)] or [*range(7, 14)]


def _parts(term: str) -> tuple[int, str]:
    """The calendar year in which the academic year ends, and the season."""
    found = _TERM.fullmatch(term)
    if not found:
        raise ValueError(f"{term!r} is not a term such as 2026-27 autumn.")
    return first_day(found[1]).year + 1, found[2]

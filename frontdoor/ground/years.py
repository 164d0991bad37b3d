"""Academic years as text, `2026-27`: 1 September to 31 August (domain section 3.4)."""

from datetime import date


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

"""What a school has chosen, as its page shows it: by year group."""

from collections.abc import Iterable
from dataclasses import dataclass

from frontdoor.ground.dates import day_in_words
from guidance.supplies.queries import Row
from guidance.supplies.rules import Stand


@dataclass(frozen=True)
class YearLine:
    """One year group with who gives guidance to it: each service with what has to be known of its days, empty for nothing."""

    year: int
    services: list[tuple[str, str]]


def by_year(years: Iterable[int], rows: Iterable[Row]) -> list[YearLine]:
    """Each year group of the school, and each that was chosen while it was one."""
    live = [row for row in rows if not row.standing.is_over]
    wanted = sorted({*years, *(year for row in live for year in row.supply.year_groups)})
    return [YearLine(year, [_named(row) for row in live if year in row.supply.year_groups]) for year in wanted]


def _named(row: Row) -> tuple[str, str]:
    days = {
        Stand.NOT_BEGUN: f"from {day_in_words(row.supply.first_day)}",
        Stand.ENDS: f"until {day_in_words(row.supply.last_day)}",
    }
    return row.supply.service.organisation.name, days.get(row.standing.stand, "")

"""What of the counts may be read. Pure: no Django.

A count is of one council and one kind of work over a year. Below five it is not readable, not even as none; and whatever
is added up is added from readable counts alone. So everything shown is worked out from counts that are shown, and a table
of one council taken from a table of many leaves nothing over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

FEWEST = 5
MONTHS = 12
Cell = tuple[int, str]  # council, kind of work


@dataclass(frozen=True)
class Line:
    """One kind of work: what there is, and the searches that found nothing; None where that may not be read."""

    name: str
    offers: int
    places: int
    searches: int | None


def readable(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """The counts that may be shown."""
    return {cell: number for cell, number in counts.items() if number >= FEWEST}


def by_sector(counts: Mapping[Cell, int]) -> dict[str, int]:
    """Searches for each kind of work over all councils, of readable counts alone; one without any has no line."""
    found: dict[str, int] = {}
    for (_, sector), number in readable(counts).items():
        found[sector] = found.get(sector, 0) + number
    return found


def in_order(lines: Iterable[Line]) -> list[Line]:
    """What is searched for most in vain first, then by name."""
    return sorted(lines, key=lambda line: (-(line.searches or 0), line.name))


def total(lines: Iterable[Line]) -> Line:
    """All together; of searches only those that are shown."""
    kept = list(lines)
    return Line(
        "All",
        sum(line.offers for line in kept),
        sum(line.places for line in kept),
        sum(line.searches for line in kept if line.searches is not None),
    )


def first_month(today: date) -> date:
    """The first of the twelve months that end with this one."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)

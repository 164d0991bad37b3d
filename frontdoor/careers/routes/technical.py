"""Technical courses by the jobs they prepare for, from `data/routes.csv`: a row is one course and one SOC 2020 group.

Which groups a course prepares for is our own reading of its published content, reviewed on the day in each row.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from frontdoor.careers.routes.kinds import DATA, Source


@dataclass(frozen=True, slots=True)
class TechnicalLink:
    """One course (a T level, a V level) and one group of jobs: three digits for a minor group, four for a unit group."""

    technical_route: str
    soc2020: str
    kind: str
    name: str
    source: Source
    reviewed: date


@cache
def links() -> Sequence[TechnicalLink]:
    """Every row of the file, in its order."""
    with (DATA / "routes.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_link(row) for row in csv.DictReader(file))


def _link(row: dict[str, str]) -> TechnicalLink:
    source = Source(row["source"], row["url"], date.fromisoformat(row["source_date"]))
    return TechnicalLink(
        technical_route=row["technical_route"],
        soc2020=row["soc2020"],
        kind=row["kind"],
        name=row["name"],
        source=source,
        reviewed=date.fromisoformat(row["reviewed"]),
    )


@lru_cache(1_000)
def for_occupation(soc2020: str | None) -> tuple[TechnicalLink, ...]:
    """The courses that prepare for a unit group, by its own code or its minor group's. None without a code."""
    if not soc2020:
        return ()
    return tuple(link for link in links() if link.soc2020 in (soc2020, soc2020[:3]))

"""Published national results of the benchmarks, to stand beside a school's own. Pure reader of one file of facts.

Each figure has its source, and every use of it on a page names that and the year. Figures up to 2024-25 are on the
2014 benchmarks: beside a result on later ones they are shown across a break.
"""

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "gatsby_national_results.csv"
AVERAGE = "average_benchmarks_achieved"
ACHIEVING = "share_achieving_benchmark"


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number. `institutions` is how many it rests on, in words; empty when that was not said."""

    year: str
    measure: str
    benchmark: int | None
    value: Decimal
    unit: str
    institutions: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class NationalResults:
    """The figures of one year. `average` is out of eight; `achieving` is per cent of institutions, by benchmark."""

    year: str
    average: Figure | None = None
    achieving: dict[int, Figure] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """Who published the year's figures, and who quoted them."""
        found = [self.average, *self.achieving.values()]
        return "; ".join(dict.fromkeys(one.source for one in found if one))


@cache
def figures(path: Path = FILE) -> tuple[Figure, ...]:
    """Every figure in the file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(_figure(row) for row in csv.DictReader(file))


def _figure(row: dict[str, str]) -> Figure:
    return Figure(
        year=row["academic_year"],
        measure=row["measure"],
        benchmark=int(row["benchmark"]) if row["benchmark"] else None,
        value=Decimal(row["value"]),
        unit=row["unit"],
        institutions=f"{int(row['institutions']):,}" if row["institutions"].isdigit() else row["institutions"],
        source=row["source"],
        note=row["note"],
    )


def national_results(year: str) -> NationalResults | None:
    """The figures of an academic year such as 2024-25; None when the file has no average and no shares for it."""
    rows = [one for one in figures() if one.year == year]
    average = next((one for one in rows if one.measure == AVERAGE), None)
    achieving = {one.benchmark: one for one in rows if one.measure == ACHIEVING and one.benchmark is not None}
    return NationalResults(year, average, achieving) if average or achieving else None


def latest_average(year: str) -> NationalResults | None:
    """The newest year's figures, up to and including `year`, that have the average number of benchmarks achieved."""
    return next((one for one in _newest_first(year) if one.average), None)


def latest_shares(year: str) -> NationalResults | None:
    """The newest year's figures, up to and including `year`, that have the share for every benchmark."""
    every = {one.benchmark for one in figures() if one.measure == ACHIEVING}
    return next((one for one in _newest_first(year) if set(one.achieving) == every), None)


def _newest_first(year: str) -> list[NationalResults]:
    """Academic years only: the survey of 2014 is of a calendar year, before the first of them."""
    years = sorted({one.year for one in figures() if "-" in one.year and one.year <= year}, reverse=True)
    return [found for one in years if (found := national_results(one))]

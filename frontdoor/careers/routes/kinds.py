"""The kinds of ways in general, from `data/route_kinds.yaml`: each line with its source and the day it was reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"
LINES = ("level", "age", "need", "long", "money", "leads")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from, and the date of it (of our look at it, for a page that bears none)."""

    name: str
    url: str
    date: date


@dataclass(frozen=True, slots=True)
class Line:
    """What is true of a kind in one respect: one sentence or several. `link`: words that lead to the source, or none."""

    text: tuple[str, ...]
    source: Source
    reviewed: date
    link: str = ""

    def __str__(self) -> str:
        return " ".join(self.text)


@dataclass(frozen=True, slots=True)
class RouteKind:
    """A kind of way: an advanced apprenticeship, a T level. `stages` are the readers for whom it is open."""

    key: str
    name: str
    stages: frozenset[str]
    academic: bool
    level: Line
    age: Line
    need: Line
    long: Line
    money: Line
    leads: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its lines, in the order of `LINES`."""
        return (self.level, self.age, self.need, self.long, self.money, self.leads)


@cache
def kinds() -> Mapping[str, RouteKind]:
    """Every kind by its key. ValueError when a line has no source, or no day of review."""
    content = yaml.safe_load((DATA / "route_kinds.yaml").read_text(encoding="utf-8"))
    sources = {key: Source(row["name"], row["url"], row["date"]) for key, row in content["sources"].items()}
    found = [_kind(row, sources) for row in content["kinds"]]
    return {kind.key: kind for kind in found}


def _kind(row: Mapping[str, Any], sources: Mapping[str, Source]) -> RouteKind:
    lines = {name: _line(row, name, sources) for name in LINES}
    return RouteKind(
        key=row["key"],
        name=row["name"],
        stages=frozenset(row["stages"]),
        academic=row.get("academic", False),
        **lines,
    )


def _line(row: Mapping[str, Any], name: str, sources: Mapping[str, Source]) -> Line:
    line = row[name]
    if line.get("source") not in sources or not isinstance(line.get("reviewed"), date):
        raise ValueError(f"{row['key']}: the line {name} needs a source of the list and the day it was reviewed.")
    text = line["text"]
    words = (text,) if isinstance(text, str) else tuple(text)
    return Line(words, sources[line["source"]], line["reviewed"], line.get("link", ""))

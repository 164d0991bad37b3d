"""What somebody looks for in the listing, read from an address: a value that is not offered is left out, and said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.http import QueryDict

from workexperience.models import Adjustment, Label, Mode, OfferKind

WITHIN = (1, 3, 5, 10, 20, 40)  # miles
WIDEST = 40
YEARS = range(7, 14)
KINDS, MODES, ADJUSTMENTS = OfferKind.values, Mode.values, Adjustment.values
LABELS = [value for value in Label.values if value]
DISTANCES, YEAR_GROUPS = [str(miles) for miles in WITHIN], [str(year) for year in YEARS]
LONGEST = 120  # letters of words and place
# Said by everybody who looks here, so it tells nothing apart.
EMPTY_WORDS = {"work", "experience", "placement", "placements", "near", "me", "in", "with", "a", "week", "of"}


NAMES = {
    "q": "the words",
    "where": "the place",
    "within": "the distance",
    "mode": "how it happens",
    "sector": "the kind of work",
    "kind": "what it is",
    "label": "what it is part of",
    "year": "the year group",
    "from": "the first day",
    "until": "the last day",
    "adjustments": "an adjustment",
    "travel": "help with travel",
    "sort": "the order",
}


class Sort(StrEnum):
    """In which order."""

    NORMAL = ""
    BEST = "best"


@dataclass(frozen=True)
class Wanted:
    """Everything that was asked for.

    `first` and `last` are the days between which it should begin; `after` is where the page before ended; `ignored` names
    what was not understood.
    """

    words: str = ""
    where: str = ""
    within: int = WIDEST
    mode: str = ""
    sector: str = ""
    kind: str = ""
    label: str = ""
    year: int | None = None
    first: date | None = None
    last: date | None = None
    adjustments: tuple[str, ...] = ()
    pays_travel: bool = False
    sort: Sort = Sort.NORMAL
    after: str = ""
    ignored: tuple[str, ...] = field(default=(), compare=False)

    @property
    def terms(self) -> str:
        """The words that are searched for: without what every offer is, unless nothing else was typed."""
        typed = self.words.split()
        return " ".join(word for word in typed if word.lower() not in EMPTY_WORDS) or self.words

    @property
    def is_narrow(self) -> bool:
        """Whether anything but a place was asked for."""
        told = (self.words, self.mode, self.sector, self.kind, self.label, self.year, self.first, self.last)
        return any(told) or bool(self.adjustments) or self.pays_travel

    @property
    def details(self) -> int:
        """How many of the filters that stand folded away are set."""
        told = (self.mode, self.kind, self.label, self.first, self.last, self.pays_travel)
        return sum(map(bool, told)) + len(self.adjustments)


def wanted(query: QueryDict, sectors: Mapping[str, str]) -> Wanted:
    """What an address asks for. An old or mistyped address still works: the page says what it left out."""
    reader = _Reader(query)
    mode, kind = reader.one_of("mode", MODES), reader.one_of("kind", KINDS)
    facts: dict[str, Any] = {
        "words": reader.text("q"),
        "where": reader.text("where"),
        "within": int(reader.one_of("within", DISTANCES) or WIDEST),
        "mode": mode,
        "sector": reader.one_of("sector", sectors),
        "kind": kind,
        "label": reader.one_of("label", LABELS),
        "year": int(reader.one_of("year", YEAR_GROUPS) or 0) or None,
        "first": reader.day("from"),
        "last": reader.day("until"),
        "adjustments": reader.several("adjustments", ADJUSTMENTS),
        "pays_travel": bool(reader.one_of("travel", ["yes"])),
        "sort": Sort(reader.one_of("sort", [Sort.BEST.value])),
        "after": reader.text("after"),
    }
    return Wanted(**facts, ignored=tuple(dict.fromkeys(reader.ignored)))


class _Reader:
    """Takes values out of a query; keeps the names of those that were not understood."""

    def __init__(self, query: QueryDict) -> None:
        self.query = query
        self.ignored: list[str] = []

    def text(self, name: str) -> str:
        typed = self.query.get(name, "")
        return " ".join(typed.replace("\x00", " ").split())[:LONGEST] if typed else ""

    def one_of(self, name: str, values: Any) -> str:
        given = self.text(name)
        if given and given not in values:
            self.ignored.append(NAMES[name])
            return ""
        return given

    def several(self, name: str, values: Any) -> tuple[str, ...]:
        given = [value for value in self.query.getlist(name) if value]
        if any(value not in values for value in given):
            self.ignored.append(NAMES[name])
        return tuple(value for value in values if value in given)

    def day(self, name: str) -> date | None:
        given = self.text(name)
        try:
            return date.fromisoformat(given) if given else None
        except ValueError:
            self.ignored.append(NAMES[name])
            return None

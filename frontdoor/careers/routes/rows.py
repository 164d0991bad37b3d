"""The rows of the one table of ways in, the same columns for each way; and their order.

No way stands first because it is academic: what fits the reader's stage comes first, and all else is alphabetical.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from frontdoor.careers.routes.kinds import RouteKind, Source, kinds
from frontdoor.careers.routes.technical import TechnicalLink, for_occupation


@dataclass(frozen=True, slots=True)
class Row:
    """One way: what you need, how long, what it costs or pays, what it leads to. `names` are its courses or standards."""

    kind: str
    name: str
    level: str
    age: str
    need: tuple[str, ...]
    long: str
    money: str
    leads: str
    names: tuple[str, ...] = ()
    money_link: str = ""
    money_href: str = ""
    sources: tuple[Source, ...] = ()
    reviewed: date | None = None


class Rows(list[Row]):
    """The rows of a whole table in their order."""

    @property
    def sources(self) -> list[Source]:
        """Where the table is from, each address once, by name, for the list below it."""
        found = {source.url: source for each in reversed(self) for source in reversed(each.sources)}
        return sorted(found.values(), key=attrgetter("name"))

    @property
    def reviewed(self) -> date | None:
        """The day since which every line has been checked; None when no row says."""
        days = [each.reviewed for each in self if each.reviewed]
        return min(days) if days else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a career itself says of a way. Months are the whole length, `most` where they differ; empty: nothing is said."""

    kind: str
    needs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    months: int | None = None
    most: int | None = None
    leads: str | None = None
    sources: tuple[Source, ...] = ()


def row(
    kind: str,
    needs: Iterable[str] = (),
    names: Iterable[str] = (),
    months: int | None = None,
    leads: str | None = None,
    *,
    most: int | None = None,
    sources: Iterable[Source] = (),
) -> Row:
    """A way of a career. What its own facts leave open is filled with what is true of the kind. KeyError for no kind."""
    general = kinds()[kind]
    own_needs = tuple(needs)
    used = [general.level, general.age, general.money]
    used += [
        line for line, own in ((general.need, own_needs), (general.long, months), (general.leads, leads)) if not own
    ]
    return Row(
        kind=kind,
        name=general.name,
        level=str(general.level),
        age=str(general.age),
        need=own_needs or general.need.text,
        long=_length(months, most) if months else str(general.long),
        money=str(general.money),
        leads=leads or str(general.leads),
        names=tuple(dict.fromkeys(names)),
        money_link=general.money.link,
        money_href=general.money.source.url if general.money.link else "",
        sources=_once([*sources, *(line.source for line in used)]),
        reviewed=min(line.reviewed for line in used),
    )


def ways_of(facts: Iterable[Facts], soc2020: str | None = None, stage: str | None = None) -> Rows:
    """The table of a career: its own ways, and the technical courses of its occupation. Empty when nothing was checked."""
    own = {each.kind: each for each in facts}
    for link in for_occupation(soc2020):
        own[link.kind] = _with_course(own.get(link.kind, Facts(link.kind)), link)
    found = [row(f.kind, f.needs, f.names, f.months, f.leads, most=f.most, sources=f.sources) for f in own.values()]
    return ordered(found, stage)


def _with_course(facts: Facts, link: TechnicalLink) -> Facts:
    return replace(facts, names=(*facts.names, link.name), sources=(*facts.sources, link.source))


def ways_at(stage: str) -> Rows:
    """The kinds of ways that are open at a stage, said in general."""
    return ordered([row(kind.key) for kind in kinds().values() if stage in kind.stages], stage)


def ordered(rows: Iterable[Row], stage: str | None = None) -> Rows:
    """What fits the reader's stage first, then the rest; alphabetical in both, letter by letter ("Advanced", "A levels")."""
    known = kinds()
    return Rows(
        sorted(rows, key=lambda each: (not _fits(known.get(each.kind), stage), _letters(each.name), each.names))
    )


def _length(least: int, most: int | None) -> str:
    if not most or most == least:
        return f"Usually {in_months(least)}"
    return f"Usually {in_months(least)} to {in_months(most)}"


def in_months(months: int) -> str:
    """18 as `18 months`, 24 as `2 years`."""
    years, rest = divmod(months, 12)
    if rest or not years:
        return f"{months} month{'s' if months != 1 else ''}"
    return f"{years} year{'s' if years != 1 else ''}"


def _once(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))


def _fits(kind: RouteKind | None, stage: str | None) -> bool:
    return bool(stage and kind and stage in kind.stages)


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())

"""The words of /choices/<stage>/, from `data/choices/`: read once a process. Pure: no Django, no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from frontdoor.careers.content import read
from frontdoor.careers.routes.kinds import Source

DATA = Path(__file__).resolve().parents[1] / "data" / "choices"
# In the order of the index. The names are the addresses, kept for good.
STAGES = ("13", "16", "18", "left-early", "send", "adult", "changing-career", "returning", "parents", "teachers")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do or to know: a few sentences, and a link or a source."""

    title: str
    text: str
    href: str = ""
    link: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of ways on a stage's page: the ways open at `stage`, a caption and a sentence before it."""

    stage: str
    caption: str
    intro: str


@dataclass(frozen=True, slots=True)
class Starters:
    """Things to say, for one occasion."""

    title: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class LinkOut:
    """A plain link to an official service, with the day on which it was reviewed."""

    text: str
    href: str
    why: str
    reviewed: date


@dataclass(frozen=True, slots=True)
class Stage:
    """One kind of reader's page. `near`: the words of the link to places near, empty where there is none.

    `words` are what people type who look for it; the search alone reads them.
    """

    key: str
    door: str
    who: str
    colour: str
    icon: str
    title: str
    lead: str
    reviewed: date
    words: str
    steps_title: str
    steps: Sequence[Step]
    know_title: str
    know: Sequence[Step]
    tables: Sequence[Table]
    links: Sequence[LinkOut]
    near: str = ""
    easy_read: bool = False
    starters_title: str = ""
    starters_lead: str = ""
    starters: Sequence[Starters] = field(default=())
    subjects_title: str = ""


@cache
def stage(key: str) -> Stage | None:
    """A stage's words; None when there is no such stage."""
    if key not in STAGES:
        return None
    body = read(DATA / f"{key}.yaml")
    known = links_out()
    same = {name: value for name, value in body.items() if name not in {"steps", "know", "ways", "links", "starters"}}
    return Stage(
        key=key,
        **same,
        steps=[_step(row) for row in body["steps"]],
        know=[_step(row) for row in body["know"]],
        tables=[Table(**row) for row in body["ways"]],
        links=[known[name] for name in body["links"]],
        starters=[Starters(**row) for row in body.get("starters", [])],
    )


def stages() -> list[Stage]:
    """Every stage in the index's order."""
    return [found for key in STAGES if (found := stage(key))]


@cache
def links_out() -> Mapping[str, LinkOut]:
    """The plain links to official services."""
    return {key: LinkOut(**row) for key, row in read(DATA / "links.yaml")["links"].items()}


@cache
def lessons() -> Mapping[str, Sequence[Step]]:
    """Ways to start a lesson with careers in the subject, by the subject's key."""
    return {key: [Step(**row) for row in rows] for key, rows in read(DATA / "lessons.yaml")["subjects"].items()}


@cache
def easy_read(key: str) -> Mapping[str, Any] | None:
    """The easy-read page of a stage: title and parts of lines, each with an icon; None when it has none."""
    found = stage(key)
    return read(DATA / "easy-read" / f"{key}.yaml") if found and found.easy_read else None


def _step(row: Mapping[str, Any]) -> Step:
    source = row.get("source")
    rest = {name: value for name, value in row.items() if name != "source"}
    return Step(**rest, source=Source(**source) if source else None)

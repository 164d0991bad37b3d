"""What a room's `search.py` hands to the one search at `/search`: groups of hits, and what is suggested while typing.

A room offers `search.py` with `find(text) -> Iterable[Group]`, and may offer `suggest(text) -> Iterable[Hit]`.
`frontdoor.home.search` discovers both. Rooms whose pages are few can keep them as `Hit`s with words and use `of_rows`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdoor.ground.words import tokens


@dataclass(frozen=True)
class Hit:
    """One page that was found: its name and address, a few words about it, and what kind of page it is."""

    title: str
    href: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Group:
    """What one room found, the best first. `fits` is false when these are only the nearest things it has.

    Groups stand in the order of `place`, then of the rooms; the first that has hits is shown in pages of ten, the others
    by their first three.
    """

    title: str
    hits: Sequence[Hit]
    fits: bool = True
    place: int = 10


@dataclass(frozen=True)
class Row:
    """A page of a short list, with the words that lead to it."""

    hit: Hit
    words: str


def of_rows(text: str, rows: Iterable[Row], least: float = 0.5) -> list[Hit]:
    """The pages whose name and words hold at least half of what was asked for (or `least`), best first; names lead."""
    asked = {token.terms[0] for token in tokens(text)}
    scored = [(_held(asked, row), row.hit) for row in rows] if asked else []
    return [hit for held, hit in sorted(scored, key=lambda pair: -pair[0]) if held >= least]


def _held(asked: set[str], row: Row) -> float:
    title, words = ({token.terms[0] for token in tokens(part)} for part in (row.hit.title, row.words))
    return (len(asked & title) * 1.1 + len(asked & (words - title))) / len(asked)

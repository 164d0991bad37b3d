"""The quiz as `data/quiz.yaml` says it. Pure."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from frontdoor.careers import content

A_PAGE = 4
FIRST = 16  # statements that give a first result


@dataclass(frozen=True, eq=False)  # each is there once: compared by identity, which is quick
class Statement:
    """One statement. `likes` ends "because you like ..."; `leans` are school subjects and job categories.

    Whoever disagrees with a `reversed` statement has more of its trait.
    """

    key: str
    trait: str
    says: str
    likes: str
    leans: frozenset[str]
    reversed: bool = False


@dataclass(frozen=True)
class Trait:
    """One of the eight areas, in words for the person who has it."""

    key: str
    title: str
    icon: str
    text: str


@dataclass(frozen=True)
class Quiz:
    """Everything in the file. `scale` gives the words for -2 to 2."""

    version: int
    reviewed: date
    scale: dict[int, str]
    traits: dict[str, Trait]
    statements: tuple[Statement, ...]

    def page(self, number: int) -> tuple[Statement, ...]:
        """The statements of a page, counted from 1; none when there is no such page."""
        return self.statements[(number - 1) * A_PAGE : number * A_PAGE] if number > 0 else ()

    @property
    def first_pages(self) -> int:
        """How many pages give a first result."""
        return FIRST // A_PAGE

    @property
    def all_pages(self) -> int:
        """How many pages there are with those that make it sharper."""
        return len(self.statements) // A_PAGE


@cache
def quiz() -> Quiz:
    """The quiz that ships."""
    return read_quiz(content.read(content.DATA / "quiz.yaml"))


def read_quiz(body: dict[str, Any]) -> Quiz:
    """A quiz from its file's content."""
    return Quiz(
        version=body["version"],
        reviewed=body["reviewed"],
        scale=body["scale"],
        traits={key: Trait(key=key, **words) for key, words in body["traits"].items()},
        statements=tuple(Statement(**row | {"leans": frozenset(row["leans"])}) for row in body["statements"]),
    )

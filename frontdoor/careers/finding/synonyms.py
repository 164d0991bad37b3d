"""Synonym groups: each has a term of its own (`=12`), given to any text or query that holds one of its phrases. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdoor.ground.words import Token, tokens

LONGEST = 4  # words of a phrase


@dataclass(frozen=True)
class Span:
    """Words `start` to `end` (past the last) of a text are a phrase of the group `term`."""

    start: int
    end: int
    term: str


class Synonyms:
    """The groups of `data/synonyms.yaml`, by the stems of their phrases."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._terms: dict[tuple[str, ...], list[str]] = {}
        for number, phrases in enumerate(groups):
            for phrase in phrases:
                key = tuple(token.terms[0] for token in tokens(phrase))
                self._terms.setdefault(key, []).append(f"={number}")

    def spans(self, said: Sequence[Token]) -> list[Span]:
        """Every phrase of a group in these tokens."""
        stems = [token.terms[0] for token in said]
        return [
            Span(start, end, term)
            for start in range(len(stems))
            for end in range(start + 1, min(start + LONGEST, len(stems)) + 1)
            for term in self._terms.get(tuple(stems[start:end]), ())
        ]

"""Whether two records that bear one pupil number are one person's. Plain data in, a word out; nothing of Django.

A number typed wrong is most often a brother's or sister's, so a birth date alone shows nothing: the first name has to agree
too. Joining shows one school what another knew; what is not sure waits for the learner's own code.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Verdict(Enum):
    """What two records show."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Person:
    """What a roll says of somebody. `names` are the first name and the name that they are known by."""

    names: frozenset[str]
    born: date | None


def person(given_names: str, known_as: str, born: date | None) -> Person:
    """The first given name and the known name, without capitals and accents."""
    words = [*given_names.split()[:1], *known_as.split()[:1]]
    return Person(frozenset(_plain(word) for word in words), born)


def verdict(one: Person, other: Person) -> Verdict:
    """DIFFERENT when the birth dates differ, SAME when they agree with a first name, UNSURE otherwise."""
    if one.born is None or other.born is None:
        return Verdict.UNSURE
    if one.born != other.born:
        return Verdict.DIFFERENT
    return Verdict.UNSURE if one.names.isdisjoint(other.names) else Verdict.SAME


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()

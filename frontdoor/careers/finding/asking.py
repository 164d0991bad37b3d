"""What somebody typed, as concepts to look for: each word with its other forms, meanings and likely spellings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection

from frontdoor.careers.finding.index import synonyms
from frontdoor.careers.finding.models import SearchWord
from frontdoor.ground.words import STOP, Token, parts_of, pieces, root, stem, tokens

LONGEST = 12  # words that count; the rest of a longer query is left out
ROOT, GROUP, JOINED = 0.7, 0.85, 0.95
WEAK = 0.25
# A spelling nearer than this is taken: 1 is the very word.
NEAR_ENOUGH = 0.55
SPELLINGS = 3
BEGINS = ":*"  # after a term: anything that begins so


@dataclass
class Concept:
    """One thing asked for: how rare it is, and the terms that mean it with how well each does (1 is the very word)."""

    word: str
    rarity: float
    terms: dict[str, float] = field(default_factory=dict)

    def add(self, terms: Mapping[str, float]) -> None:
        """These mean it too; the better meaning of a term holds."""
        for term, weight in terms.items():
            self.terms[term] = max(weight, self.terms.get(term, 0.0))


@dataclass(frozen=True)
class Spelling:
    """A known word that an unknown one may be, and how near it is."""

    word: str
    near: float


def concepts(text: str, *, typing: bool = False) -> list[Concept]:
    """What is asked for. Words that nothing like is known of are left out.

    While somebody is `typing`, a last word that is not known yet stands for the known names that begin with it.
    """
    said = tokens(text)[:LONGEST]
    known = _known(said)
    begun = said[-1].word if typing and said and _is_beginning(said[-1].word) else ""
    meant = _meant([token for token in said if token.word != begun and not _is_known(token, known)])
    if meant.split:
        said = [part for token in said for part in meant.split.get(token.word, (token,))]
        known = _known(said)
    found = [_concept(token, known, meant.spelt.get(token.word, ())) for token in said]
    _add_groups(found, said, meant)
    _add_joined(found, said, known)
    if begun:
        found[-1].add({f"{begun}{BEGINS}": 0.9})
        found[-1].rarity = found[-1].rarity or 0.6
    return [concept for concept in found if concept.terms]


def _is_beginning(word: str) -> bool:
    return SearchWord.objects.filter(word__startswith=word, is_name=True).exists()


def _concept(token: Token, known: Mapping[str, float], spellings: Sequence[Spelling]) -> Concept:
    if token.is_refused:
        return Concept(token.word, 0.9, {token.terms[0]: 1.0})
    if spellings:
        concept = Concept(token.word, max(known.get(one.word, 0.6) for one in spellings))
        for one in spellings:
            concept.add({stem(one.word): one.near, root(one.word): one.near * ROOT})
        return concept
    rarity = known.get(token.word) or known.get(token.terms[0]) or known.get(token.terms[1]) or 0.0
    rarity *= WEAK if token.is_weak else 1.0
    return Concept(token.word, rarity, {token.terms[0]: 1.0, token.terms[1]: ROOT} if rarity else {})


def _add_groups(found: list[Concept], said: Sequence[Token], meant: "Meant") -> None:
    likely = [_spelt(token, meant) for token in said]
    for span in synonyms().spans(likely):
        for place in range(span.start, span.end):
            best = next(iter(meant.spelt.get(said[place].word, ())), None)
            found[place].add({span.term: GROUP * (best.near if best else 1.0)})
            found[place].rarity = found[place].rarity or 0.8


def _spelt(token: Token, meant: "Meant") -> Token:
    best = next(iter(meant.spelt.get(token.word, ())), None)
    return Token(best.word, (stem(best.word), root(best.word))) if best else token


def _add_joined(found: list[Concept], said: Sequence[Token], known: Mapping[str, float]) -> None:
    for place, (one, other) in enumerate(pairwise(said)):
        joined = one.word + other.word
        if joined in known and not one.is_refused and not other.is_refused:
            for concept in found[place : place + 2]:
                concept.add({stem(joined): JOINED})
                concept.rarity = max(concept.rarity, known[joined] * 0.7)


def _known(said: Sequence[Token]) -> dict[str, float]:
    """Rarity of every word and stem of these tokens, and of two that stand together, that the index has."""
    words = [token.word for token in said] + [a.word + b.word for a, b in pairwise(said)]
    stems = [token.terms[0] for token in said]
    found: dict[str, float] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, stem, rarity FROM careers_searchword WHERE word = ANY(%s) OR stem = ANY(%s)", [words, stems]
        )
        for word, cut, rarity in cursor.fetchall():
            found[word] = rarity
            found[cut] = max(rarity, found.get(cut, 0.0))
    return found


def _is_known(token: Token, known: Mapping[str, float]) -> bool:
    return token.word in known or token.terms[0] in known or len(token.word) < 3


@dataclass(frozen=True)
class Meant:
    """What unknown words may mean: known words run together, or known words misspelt (the likeliest first)."""

    split: dict[str, tuple[Token, ...]]
    spelt: dict[str, tuple[Spelling, ...]]


def _meant(strange: Sequence[Token]) -> Meant:
    split: dict[str, tuple[Token, ...]] = {}
    spelt: dict[str, tuple[Spelling, ...]] = {}
    known = _parts(token.word for token in strange)
    for token in strange:
        near = spellings(token.word)
        words = pieces(token.word, known) if len(token.word) >= 6 else []
        if words and not (near and near[0].near >= 0.88):
            split[token.word] = tuple(tokens(" ".join(words)))
        elif near:
            spelt[token.word] = near
    return Meant(split, spelt)


def _parts(words: Iterable[str]) -> set[str]:
    wanted = [part for word in words if len(word) >= 6 for part in parts_of(word)]
    if not wanted:
        return set()
    return set(SearchWord.objects.filter(word__in=wanted, is_name=True).values_list("word", flat=True)) | STOP


SPELT_LIKE = """
    SELECT word, similarity(word, %(asked)s), levenshtein(word, %(asked)s), sound = dmetaphone(%(asked)s), is_name, rarity
    FROM careers_searchword
    WHERE (word %% %(asked)s OR sound = dmetaphone(%(asked)s)) AND length(word) BETWEEN %(least)s AND %(most)s
"""


def spellings(asked: str) -> tuple[Spelling, ...]:
    """The known words that an unknown one may be, the likeliest first."""
    with connection.cursor() as cursor:
        cursor.execute(SPELT_LIKE, {"asked": asked, "least": len(asked) - 3, "most": len(asked) + 3})
        rows = cursor.fetchall()
    found = [
        Spelling(word, nearness(asked, word, alike=alike, letters=letters, sounds=sounds, is_name=is_name))
        for word, alike, letters, sounds, is_name, _rarity in rows
    ]
    best = sorted((one for one in found if one.near >= NEAR_ENOUGH), key=lambda one: (-one.near, one.word))[:SPELLINGS]
    return tuple(one for one in best if one.near >= best[0].near - 0.12)


def nearness(asked: str, word: str, *, alike: float, letters: int, sounds: bool, is_name: bool) -> float:
    """How likely a word was meant, up to 0.98: by letters to change, shared groups of three, sound, and being a name."""
    return min(
        0.98,
        0.6 * (1 - letters / max(len(asked), len(word)))
        + 0.14 * alike
        + 0.1 * sounds
        + 0.08 * (bones(asked) == bones(word))
        + 0.06 * is_name
        + 0.05 * (asked[:1] == word[:1]),
    )


def bones(word: str) -> str:
    """A word without vowels and doubled letters, which is what bad spellers get right."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", word))

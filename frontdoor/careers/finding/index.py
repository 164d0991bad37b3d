"""Fills the index of the search from careers, synonym groups and wishes. A second run changes nothing that anybody sees."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db import connection, transaction

from frontdoor.careers import content
from frontdoor.careers.entries import SUBJECTS
from frontdoor.careers.finding.models import SearchText, SearchWord
from frontdoor.careers.finding.synonyms import Synonyms
from frontdoor.careers.models import Career
from frontdoor.ground.words import Token, tokens

# How much a kind of text counts: a title, another name, a wish, what the page says first, all the rest.
TITLE, ALSO, WISH, FIRST, REST = 1.0, 0.95, 0.96, 0.45, 0.3


@dataclass(frozen=True)
class Line:
    """A text of one career, ready to be stored."""

    career: int
    text: str
    weight: float
    whole: bool
    said: tuple[Token, ...]
    groups: frozenset[str]

    @property
    def terms(self) -> set[str]:
        """All terms by which it is found."""
        return {term for token in self.said for term in token.terms} | self.groups


@cache
def synonyms() -> Synonyms:
    """The groups that ship, read once a process."""
    return Synonyms(content.synonyms())


def fill() -> int:
    """Make the whole index anew; says how many texts it has. Searches meanwhile see the old one."""
    lines = [line for career in _careers() for line in _lines(career)]
    rarity = rarities(lines)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('careers.finding'))")  # one at a time
        SearchText.objects.all().delete()
        SearchWord.objects.all().delete()
        _store(lines, rarity)
        _store_words(lines, rarity)
    return len(lines)


def _careers() -> Iterable[Career]:
    return Career.objects.prefetch_related("categories", "ways").order_by("pk")


@cache
def _wishes() -> dict[str, list[tuple[str, float]]]:
    """By slug: what people say that fits it, with the weight of its place in the list."""
    found: dict[str, list[tuple[str, float]]] = {}
    for row in content.wishes():
        for place, slug in enumerate(row["careers"]):
            weight = WISH * (1 - 0.012 * min(place, 12))
            found.setdefault(slug, []).extend((said, weight) for said in row["says"])
    return found


def _lines(career: Career) -> Iterator[Line]:
    skills = content.skills()
    named = [(career.title, TITLE), *((name, ALSO) for name in career.also), *_wishes().get(career.slug, ())]
    for text, weight in dict(reversed(named)).items():
        yield _line(career, text, weight, whole=True)
    ways = list(career.ways.all())
    first = [
        career.overview,
        *(category.title for category in career.categories.all()),
        *(SUBJECTS.get(subject, subject) for subject in career.subjects),
        *(skills.get(skill, "") for skill in career.skills),
    ]
    rest = [
        *career.does,
        *career.helps,
        *career.leads,
        *(str(course.get("name", "")) for way in ways for course in way.courses),
        *(str(standard.get("title", "")) for way in ways for standard in way.standards),
        *(subject for way in ways for subject in way.subjects),
    ]
    yield _line(career, " ; ".join(filter(None, first)), FIRST, whole=False)
    if any(rest):
        yield _line(career, " ; ".join(filter(None, rest)), REST, whole=False)


def _line(career: Career, text: str, weight: float, *, whole: bool) -> Line:
    said = tuple(token for token in tokens(text) if whole or token.word != "it")  # in prose it is hardly ever computing
    groups = frozenset(span.term for span in synonyms().spans(said))
    return Line(career.pk, text, weight, whole, said, groups)


def rarities(lines: Iterable[Line]) -> dict[str, float]:
    """For each term, from 1 (one career has it) down to about 0.1 (all have it). Prose counts a third as much."""
    having: dict[str, dict[int, float]] = {}
    careers = set()
    for line in lines:
        careers.add(line.career)
        for term in line.terms:
            row = having.setdefault(term, {})
            row[line.career] = max(row.get(line.career, 0.0), 1.0 if line.whole else 0.34)
    most = math.log(1 + len(careers))
    return {
        term: max(0.1, min(1.0, math.log(1 + len(careers) / max(1.0, sum(row.values()))) / most)) if most else 1.0
        for term, row in having.items()
    }


STORE_TEXTS = """
    INSERT INTO careers_searchtext (career_id, text, terms, size, weight, whole)
    SELECT career, words, array_to_tsvector(string_to_array(terms, ' ')), size, weight, whole
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::float8[], %s::float8[], %s::boolean[])
         AS line(career, words, terms, size, weight, whole)
"""
STORE_WORDS = """
    INSERT INTO careers_searchword (word, stem, sound, rarity, is_name)
    SELECT word, stem, dmetaphone(word), rarity, is_name
    FROM unnest(%s::text[], %s::text[], %s::float8[], %s::boolean[]) AS line(word, stem, rarity, is_name)
"""


def _store(lines: list[Line], rarity: dict[str, float]) -> None:
    rows = [
        (
            line.career,
            line.text,
            " ".join(sorted(line.terms)),
            float(sum(rarity[token.terms[0]] for token in line.said)),
            line.weight,
            line.whole,
        )
        for line in lines
    ]
    with connection.cursor() as cursor:
        cursor.execute(STORE_TEXTS, [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * 6)


def _store_words(lines: list[Line], rarity: dict[str, float]) -> None:
    named: Counter[str] = Counter()
    stems: dict[str, Token] = {}
    for line in lines:
        for token in line.said:
            if not token.is_refused:
                stems[token.word] = token
                named[token.word] += line.whole
    for group in content.synonyms():
        for token in tokens(" ".join(group)):
            stems.setdefault(token.word, token)
            named[token.word] += 1
    rows = [(word, token.terms[0], _rarity(token, rarity), named[word] > 0) for word, token in sorted(stems.items())]
    with connection.cursor() as cursor:
        cursor.execute(STORE_WORDS, [list(column) for column in zip(*rows, strict=True)] if rows else [[]] * 4)


def _rarity(token: Token, rarity: dict[str, float]) -> float:
    return next((rarity[term] for term in token.terms if term in rarity), 0.8)

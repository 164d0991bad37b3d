"""Which careers fit best what somebody typed.

How it is ranked
----------------
1. The words that count become concepts (`asking.py`): a word, its other forms, its synonym groups, its likely spellings,
   each with how well it means the word (1 the very word, 0.7 another form). A concept weighs by its rarity among careers.
2. Each text of the index (a title, an everyday name, a wish, what the page says) gets the share of the query's weight that
   it holds. A name or wish also counts by how much of itself was asked for: "nurse" is wholly the name "Nurse" and half of
   "Dental nurse". Texts weigh by kind: title 1, other names and wishes 0.95, what the page says first 0.45, the rest 0.3.
3. A career gets its best text, plus `TOGETHER` times the share of the query that all its texts hold together, plus a
   little for being common (jobs in its occupation, full text written), which decides between equals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from frontdoor.careers.finding.asking import BEGINS, Concept, concepts

TOGETHER = 0.5
WHOLE = 0.45  # how much of a name's score is due to being wholly asked for
COMMON = 0.05
FITS = 0.52  # below it nothing fits, and what is found is only the nearest
SHOWN = 0.5  # what scores less than this share of the best is left out
MOST = 60
# A concept as common as this leads to no text by itself if the query has a rarer one: it only adds to what that finds.
TOO_COMMON = 0.42


@dataclass(frozen=True)
class Found:
    """A career and how well it fits: about 1.5 is its very title."""

    career: int
    score: float


def find(text: str, *, typing: bool = False) -> list[Found]:
    """The careers that fit, the best first, at most `MOST`. While somebody is typing the last word may be a beginning."""
    return rank(concepts(text, typing=typing))


def worth_showing(found: Sequence[Found]) -> list[Found]:
    """Without the long tail that holds a stray word of what was asked."""
    return [one for one in found if one.score >= SHOWN * found[0].score]


def rank(asked: Sequence[Concept]) -> list[Found]:
    """The careers for these concepts, the best first."""
    total = sum(concept.rarity for concept in asked)
    if not asked or not total:
        return []
    parts: list[str] = []
    values: list[Any] = []
    for concept in asked:
        part, more = _part(concept, total)
        parts.append(part)
        values += more
    columns = [f"c{number}" for number in range(len(parts))]
    sql = SQL.format(
        columns=", ".join(f"{part} AS {column}" for part, column in zip(parts, columns, strict=True)),
        held=" + ".join(columns),
        together=" + ".join(f"max({column} * weight)" for column in columns),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, _or(_leading(asked)), WHOLE, total, WHOLE, TOGETHER, COMMON, MOST])
        return [Found(career, score) for career, score in cursor.fetchall()]


SQL = """
    WITH held AS MATERIALIZED (
        SELECT career_id, size, weight, whole, {columns} FROM careers_searchtext WHERE terms @@ %s::tsquery
    ), scored AS (
        SELECT career_id,
               max(weight * ({held}) * CASE WHEN whole
                   THEN 1 - %s::float8 * (1 - least(1, ({held}) * %s::float8 / greatest(size, 0.1)))
                   ELSE 1 - %s::float8 END) AS best,
               {together} AS together
        FROM held GROUP BY career_id
    )
    SELECT career_id,
           best + %s::float8 * together
           + %s::float8 * (ln(1 + coalesce(occupation.jobs, 0)) / 14 + (career.does <> '{{}}')::int) AS score
    FROM scored
    JOIN careers_career career ON career.id = career_id
    LEFT JOIN careers_occupation occupation ON occupation.code = career.occupation_id
    ORDER BY score DESC, career_id LIMIT %s
"""


def _part(concept: Concept, total: float) -> tuple[str, list[Any]]:
    """SQL that gives what a text holds of the concept, as a share of the query; its values."""
    share = concept.rarity / total
    levels: dict[float, list[str]] = {}
    for term, weight in concept.terms.items():
        levels.setdefault(round(weight, 2), []).append(term)
    cases: list[str] = []
    values: list[Any] = []
    for weight in sorted(levels, reverse=True):
        cases.append("WHEN terms @@ %s::tsquery THEN %s::float8")
        values += [_or(levels[weight]), weight * share]
    return f"CASE {' '.join(cases)} ELSE 0 END", values


def _leading(asked: Sequence[Concept]) -> list[str]:
    rare = [concept for concept in asked if concept.rarity > TOO_COMMON]
    return [term for concept in rare or asked for term in concept.terms]


def _or(terms: Sequence[str]) -> str:
    """Terms as a tsquery; they hold letters, digits and our own marks only, and are quoted all the same."""
    return " | ".join(_quoted(term) for term in terms)


def _quoted(term: str) -> str:
    bare = term.removesuffix(BEGINS).replace("'", "").replace("\\", "")
    return f"'{bare}'{BEGINS if term.endswith(BEGINS) else ''}"

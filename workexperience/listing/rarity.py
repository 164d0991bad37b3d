"""How many offers hold some words: what PostgreSQL has counted of them for its own planner, read once an hour a process.

Asking the planner itself costs a message to the database for each search, as long as a search for rare words takes. A wrong
guess costs time and never a row: both ways of `listing.finding` find the same offers.
"""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import prod

import snowballstemmer
from django.db import connection

from frontdoor.ground.words import STOP

HOUR = 3600  # seconds
# The two last of the frequencies are the lowest and the highest of them, not a word's.
COUNTED = """
SELECT c.reltuples, coalesce(s.most_common_elems::text::text[], '{}'), coalesce(s.most_common_elem_freqs, '{}')
FROM pg_class c LEFT JOIN pg_stats s ON s.schemaname = c.relnamespace::regnamespace::text AND s.tablename = c.relname
    AND s.attname = 'words'
WHERE c.oid = 'workexperience_listing'::regclass
"""
STEMMER = snowballstemmer.stemmer("english")  # PostgreSQL's own, without the spellings that the portal's search adds
WORD = re.compile(r"(?<!\w)(-?)(\w+)")


@dataclass(frozen=True)
class Counted:
    """How many offers there are, and which share of them holds each common word, by its stem."""

    offers: float = 0
    shares: Mapping[str, float] = field(default_factory=dict)


def expected(terms: str, counted: Counted) -> float:
    """How many offers the words of a search are expected in. A word that is not counted is in none: it is rare.

    Several words are taken to have nothing to do with one another, as the planner takes them.
    """
    typed = [word for refused, word in WORD.findall(terms.lower()) if not refused]
    wanted = [word for word in typed if word != "or"]
    shares = [share for word in wanted if (share := _share(word, counted)) is not None]
    if not shares:
        return counted.offers
    return counted.offers * (min(1.0, sum(shares)) if "or" in typed else prod(shares))


def _share(word: str, counted: Counted) -> float | None:
    """None for a word of grammar: the search leaves it out."""
    found = counted.shares.get(STEMMER.stemWord(word))
    return None if found is None and word in STOP else found or 0.0


def counted() -> Counted:
    """What is counted now."""
    return _counted(int(time.time() // HOUR))


@lru_cache(maxsize=1)
def _counted(hour: int) -> Counted:  # noqa: ARG001 what is kept is kept for this hour
    with connection.cursor() as cursor:
        cursor.execute(COUNTED)
        ((offers, words, shares),) = cursor.fetchall()
    return Counted(max(offers, 0), dict(zip(words, shares, strict=False)))

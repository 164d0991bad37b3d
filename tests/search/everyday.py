"""The everyday queries, in two halves by a hash: `tuning()` is for building and tests, `held_back()` only for `bin/bench`.

Nobody looks at single queries of the second half: it stands for what people will type that we have not thought of.
"""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from frontdoor.careers.finding import ranking
from frontdoor.careers.models import Career

FILE = Path(__file__).parent / "everyday.csv"


@dataclass(frozen=True)
class Asked:
    """What somebody types, what kind of words it is, and the careers that an adviser would accept."""

    query: str
    kind: str
    accepted: frozenset[str]


def tuning() -> list[Asked]:
    """The half that the search may be tuned on."""
    return _half(0)


def held_back() -> list[Asked]:
    """The half that is only reported on."""
    return _half(1)


def _half(wanted: int) -> list[Asked]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [Asked(row["query"], row["kind"], frozenset(row["accepted"].split())) for row in csv.DictReader(file)]
    return [row for row in rows if int(hashlib.sha256(row.query.encode()).hexdigest(), 16) % 2 == wanted]


def shares(asked: Iterable[Asked]) -> tuple[float, float]:
    """For which percentage an accepted career is among the first three, and among the first five."""
    slugs = dict(Career.objects.values_list("pk", "slug"))
    three = five = count = 0
    for row in asked:
        best = [slugs[found.career] for found in ranking.find(row.query)[:5]]
        count += 1
        three += bool(row.accepted & set(best[:3]))
        five += bool(row.accepted & set(best))
    return 100 * three / count, 100 * five / count

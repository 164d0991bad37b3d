"""Finds careers for the half of the everyday queries that nobody tuned on: how often, and how quickly.

Limits: an accepted career is among the first three for 88%, among the first five for 95%. Then the time of a search over
829 careers and over ten times as many, and whether every part of it goes through an index.
"""

import statistics
import time

import django

django.setup()

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from frontdoor.careers.finding import ranking
from frontdoor.careers.models import Career
from frontdoor.careers.shipped import load_careers
from tests.search.everyday import Asked, held_back, shares

THREE, FIVE = 88, 95
TIMES = 10
# As many careers again under other names, with every text by which the first are found.
AGAIN = """
    INSERT INTO careers_searchtext (career_id, text, terms, size, weight, whole)
    SELECT copy.id, text, terms, size, weight, whole
    FROM careers_searchtext one
    JOIN careers_career career ON career.id = one.career_id
    JOIN careers_career copy ON copy.slug LIKE career.slug || '-copy-%'
"""


def speed(asked: list[Asked]) -> tuple[float, float]:
    """Milliseconds of a search: the median, and what 95 in 100 stay below."""
    took = []
    for row in asked:
        start = time.perf_counter()
        ranking.find(row.query)
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took), statistics.quantiles(took, n=20)[-1]


def multiply() -> None:
    """Ten times as many careers and texts."""
    careers = list(Career.objects.all())
    for number in range(1, TIMES):
        for career in careers:
            career.pk, career.slug = None, f"{career.slug.split('-copy-')[0]}-copy-{number}"
        Career.objects.bulk_create(careers)
    with connection.cursor() as cursor:
        cursor.execute(AGAIN)
        cursor.execute("ANALYZE careers_searchtext")


def reads_all() -> list[str]:
    """Which of the index's tables a search reads from end to end."""
    with CaptureQueriesContext(connection) as said:
        ranking.find("fotographer of wild animals")
    plans = []
    with connection.cursor() as cursor:
        for query in said.captured_queries:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plans += [line for (line,) in cursor.fetchall()]
    return [line.strip() for line in plans if "Seq Scan on careers_search" in line]


def main() -> None:
    """Measure and print."""
    load_careers()
    asked = held_back()
    three, five = shares(asked)
    small = speed(asked)
    with transaction.atomic():
        multiply()
        large, whole = speed(asked), reads_all()
        transaction.set_rollback(True)
    print(f"careers for {len(asked)} everyday queries that nobody tuned on")
    print(f"{'':<44}{'found':>8}{'limit':>8}")
    print(f"{'an accepted career among the first three':<44}{three:>7.1f}%{THREE:>7}%")
    print(f"{'an accepted career among the first five':<44}{five:>7.1f}%{FIVE:>7}%")
    print(f"one search of 829 careers: median {small[0]:.1f} ms, 95 in 100 below {small[1]:.1f} ms")
    print(f"one search of {829 * TIMES:,}: median {large[0]:.1f} ms, 95 in 100 below {large[1]:.1f} ms")
    print(f"read from end to end: {', '.join(whole) or 'nothing'}")
    print(f"ratio {large[0] / small[0]:.1f}")
    if three < THREE or five < FIVE or whole:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

"""Finds 1,000 real schools by names with one or two random typing errors, and says how often and how quickly.

Two figures are limits: some school of the same normalised name is among the first five for 98%; with the town added,
the right school is first for 95%. Then the time of a search over a register of 51,000 institutions.
"""

import random
import re
import statistics
import string
import time

import django

django.setup()

import pghistory
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frontdoor.ground.importing import Report, run
from frontdoor.organisations.models import Organisation
from frontdoor.organisations.register.actions import import_establishments
from frontdoor.organisations.register.queries import find_schools, findable, schools_like
from frontdoor.organisations.register.shipped import load_public_facts
from tests.load.gias_file import gias_file

NAMES = 1_000
SEED = 2026


def mistyped(text: str, chance: random.Random) -> str:
    """One or two slips: a letter too many, one missing, a wrong one, two swapped."""
    for _slip in range(chance.choice((1, 2))):
        at, letter = chance.randrange(len(text)), chance.choice(string.ascii_lowercase)
        text = chance.choice(
            (
                text[:at] + letter + text[at:],
                text[:at] + text[at + 1 :],
                text[:at] + letter + text[at + 1 :],
                text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
            )
        )
    return text


def accuracy(schools: list[Organisation]) -> tuple[float, float]:
    """The two shares, as percentages."""
    chance = random.Random(SEED)  # noqa: S311 - the same slips every time
    named = placed = 0
    for school in schools:
        typed = mistyped(school.name, chance)
        named += any(hit.name_key == school.name_key for hit in find_schools(typed, 5))
        placed += [hit.pk for hit in find_schools(f"{typed} {school.town}", 1)] == [school.pk]
    return 100 * named / len(schools), 100 * placed / len(schools)


def speed(schools: list[Organisation]) -> float:
    """Milliseconds of a search, the median of 50."""
    took = []
    for school in schools[:50]:
        start = time.perf_counter()
        find_schools(school.name, 20)
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def uses_index() -> bool:
    """Whether one of the queries of a search walks the index of names."""
    with CaptureQueriesContext(connection) as asked:
        list(schools_like("Batly Gramar School")[:20])
    plans = []
    with connection.cursor() as cursor:
        for query in asked:
            asked_for = re.sub(
                r"^SELECT set_config.*?; ", "", query["sql"], flags=re.DOTALL
            )  # who asks, for the history
            cursor.execute(f"EXPLAIN {asked_for.replace('%', '%%')}", [])
            plans += [row[0] for row in cursor.fetchall()]
    return any("organisations_name_key" in str(line) for line in plans)


def main() -> None:
    """Measure and print."""
    load_public_facts()
    found = findable().filter(made_up=False).exclude(town="").order_by("pk")
    schools = random.Random(SEED).sample(list(found), NAMES)  # noqa: S311
    named, placed = accuracy(schools)
    small = speed(schools)
    with transaction.atomic(), pghistory.context(source="bench"):
        run(
            lambda data, report: import_establishments(data, report, today=timezone.localdate()),
            gias_file(45_000),
            Report(),
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE organisations_organisation")
        rows, large, indexed = Organisation.objects.count(), speed(schools), uses_index()
        transaction.set_rollback(True)
    print(f"find a school: {NAMES:,} real names with one or two typing errors (those that have a town)")
    print(f"{'':<52}{'found':>8}{'limit':>8}")
    print(f"{'a school of that name among the first five':<52}{named:>7.1f}%{'98%':>8}")
    print(f"{'with the town added, the right one first':<52}{placed:>7.1f}%{'95%':>8}")
    print(
        f"one search, median: {small:.0f} ms of 6,381; {large:.0f} ms of {rows:,} (index {'used' if indexed else 'NOT USED'})"
    )
    print(f"ratio {large / small:.1f}")
    if named < 98 or placed < 95 or not indexed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

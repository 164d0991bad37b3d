"""The listing over a million offers: its query beside one written by hand, its page beside a bare view with the same SQL.

Five typical searches, each from many places. The query is asked in turns with a statement written for that one search, and
both must find the same offers: its 95th percentile may be half as long again. The page is asked in turns with a view on
the same server that runs the page's own statements and returns a stored body: it may take twice as long. The first run
makes the million, which takes minutes.
"""

import json
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.load.settings", "FRONTDOOR_LOG_LEVEL": "WARNING"}

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from frontdoor.careers.content import categories
from frontdoor.organisations.models import Outcode, Point
from frontdoor.organisations.places.grid import MILE
from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from tests.load.client import rate
from tests.load.servers import OURS, ROOT, server
from tests.load.urls import STATEMENTS
from workexperience.listing import finding
from workexperience.listing.wanted import Wanted, wanted
from workexperience.models import Listing

PLACES, MOST_QUERY = 150, 1.5
PAGES, SECONDS, MOST_PAGE = 8, 0.6, 2.0
HAND = "SELECT offer_id, point <-> '{point}' AS away FROM workexperience_listing WHERE shown_until >= '{day}'"
INSIDE = "point <@ circle '({point}, {radius})'"
WALK = "SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off; "
WORDS = "words @@ websearch_to_tsquery('english', '{words}')"


@dataclass(frozen=True)
class Search:
    """A typical search: its query for a place, and how somebody who knew this one search alone would write it in SQL."""

    name: str
    query: Callable[[random.Random], dict[str, str]]
    by_hand: str
    near: bool = True


SEARCHES = [
    Search("near me", lambda _: {}, f"{WALK}{HAND} AND {INSIDE} ORDER BY 2, 1 LIMIT 101"),
    Search(
        "near and kind of work",
        lambda dice: {"sector": dice.choice(list(categories()))},
        f"{WALK}{HAND} AND sector_id = '{{sector}}' AND {INSIDE} ORDER BY 2, 1 LIMIT 101",
    ),
    Search(
        "rare words and near",
        lambda dice: {"q": dice.choice(rare_words())},
        f"WITH hits AS MATERIALIZED ({HAND} AND {WORDS} AND point IS NOT NULL) "
        "SELECT offer_id, away FROM hits WHERE away <= {radius} ORDER BY 2, 1 LIMIT 101",
    ),
    Search(
        "common words and near",
        lambda dice: {"q": dice.choice(["animals", "customer", "plan", "computer", "engineer", "children", "shop"])},
        f"{WALK}{HAND} AND {WORDS} AND {INSIDE} ORDER BY 2, 1 LIMIT 101",
    ),
    Search(
        "filters only",
        lambda dice: {"year": str(dice.randint(7, 13)), "kind": dice.choice(["visit", "placement"]), "travel": "yes"},
        "SELECT offer_id, starts_on FROM workexperience_listing WHERE shown_until >= '{day}' AND mode <> 'online' "
        "AND kind = '{kind}' AND year_groups @> ARRAY[{year}]::smallint[] AND pays_travel "
        "ORDER BY starts_on, offer_id LIMIT 101",
        near=False,
    ),
]


def rare_words() -> list[str]:
    """Words that between 20 and 500 of the million hold."""
    if not _rare:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word FROM ts_stat('SELECT words FROM workexperience_listing TABLESAMPLE SYSTEM (2) REPEATABLE (4)') "
                "WHERE ndoc BETWEEN 1 AND 4 ORDER BY word LIMIT 3000"
            )
            _rare.extend(word for (word,) in cursor.fetchall() if word.isalpha() and len(word) > 6)
    return _rare


_rare: list[str] = []


def asked(search: Search, dice: random.Random, spots: list[Outcode]) -> tuple[dict[str, str], Point | None]:
    """A query for a place of England, each as likely as any other."""
    query = search.query(dice)
    if not search.near:
        return query, None
    spot = dice.choice(spots)
    return query | {"where": spot.outcode}, spot.point


def ours(found: Wanted, point: Point | None, today) -> list[int]:
    """The ids of our query's first page."""
    if point:
        hits = finding.near(found, point, miles=found.within, today=today)
    else:
        hits = finding.soonest(found, online=False, today=today)
    return [hit.offer_id for hit in hits.page]


def by_hand(statement: str) -> list[int]:
    """The same, written by hand."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for _ in range(statement.count("; ")):
            cursor.nextset()
        return [row[0] for row in cursor.fetchall()[: finding.A_PAGE]]


def took(ask: Callable[[], list[int]]) -> tuple[float, list[int]]:
    """Milliseconds, and what was found."""
    start = time.perf_counter()
    found = ask()
    return 1000 * (time.perf_counter() - start), found


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def measure_query(search: Search, spots: list[Outcode]) -> tuple[float, float, int]:
    """The 95th percentiles of ours and of the one by hand, and how often they found different offers."""
    dice, today, different = random.Random(4), timezone.localdate(), 0  # noqa: S311 no secret
    mine: list[float] = []
    hand: list[float] = []
    for turn in range(PLACES):
        query, point = asked(search, dice, spots)
        given = QueryDict(mutable=True)
        given.update(query)
        found = wanted(given, categories())
        facts = query | {"words": query.get("q", ""), "day": today, "radius": found.within * MILE}
        statement = search.by_hand.format(**facts, point=f"({point.easting},{point.northing})" if point else "")
        both = [lambda: ours(found, point, today), lambda: by_hand(statement)]  # noqa: B023 asked at once
        if turn < 5:
            took(both[0]), took(both[1])
        order = (0, 1) if turn % 2 else (1, 0)
        times = {at: took(both[at]) for at in order}
        mine.append(times[0][0])
        hand.append(times[1][0])
        different += times[0][1] != times[1][1]
    return p95(mine), p95(hand), different


def statements_of(path: str) -> tuple[list[str], int]:
    """What a page asks the database, and its size, once the process is warm."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return [query["sql"] for query in queries.captured_queries], len(answer.content)


@contextmanager
def served(paths: list[str]) -> Iterator[int]:
    """The port of a server that has the pages, and for each a bare view with the same statements."""
    file = Path(settings.STATE) / "bench" / "listing.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([statements_of(path) for path in paths]))
    given = {"FRONTDOOR_PAGE_CACHE_SECONDS": "0", STATEMENTS: str(file)}
    with server(OURS, Path(sys.executable), ROOT, **given) as port:
        yield port


def measure_pages(spots: list[Outcode]) -> dict[str, tuple[float, float]]:
    """Milliseconds of each search's page and of its bare view: medians over several places, asked in turns."""
    dice = random.Random(5)  # noqa: S311 no secret
    pages = {
        search.name: [f"/work-experience/?{urlencode(asked(search, dice, spots)[0])}" for _ in range(PAGES)]
        for search in SEARCHES
    }
    paths = [path for some in pages.values() for path in some]
    found = {}
    with served(paths) as port:
        for name, some in pages.items():
            pairs = []
            for path in some:
                bare = f"/bare-sql/{paths.index(path)}/"
                for one in (path, bare):
                    rate(port, one, 0.2)
                pairs.append([1000 / rate(port, one, SECONDS) for one in (path, bare)])
            found[name] = tuple(statistics.median(side) for side in zip(*pairs, strict=True))
    return found


def main() -> int:
    """Measure and print; 1 when a limit is missed or different offers were found."""
    call_command("seed", size="nation", stdout=sys.stderr)
    with connection.cursor() as cursor:  # what autovacuum does in its own time: an index is read alone once it is done
        cursor.execute("VACUUM (ANALYZE) workexperience_listing, workexperience_offer, workexperience_session")
    spots = list(Outcode.objects.filter(region__in=ENGLISH_REGIONS, point__isnull=False).order_by("outcode"))
    print(f"{Listing.objects.count():,} open offers; the machine's load before: {os.getloadavg()[0]:.1f}")
    missed = []
    print(f"{'query, 95th percentile of ' + str(PLACES):<36}{'ours ms':>9}{'by hand':>9}{'ratio':>7}{'most':>6}")
    for search in SEARCHES:
        mine, hand, different = measure_query(search, spots)
        print(f"{search.name:<36}{mine:>9.2f}{hand:>9.2f}{mine / hand:>7.2f}{MOST_QUERY:>6g}")
        missed += [f"{search.name}: the query"] * (mine / hand > MOST_QUERY)
        missed += [f"{search.name}: other offers than by hand, {different} times"] * bool(different)
    print(f"{'page, median of ' + str(PAGES) + ' places':<36}{'page ms':>9}{'bare':>9}{'ratio':>7}{'most':>6}")
    for name, (page, bare) in measure_pages(spots).items():
        print(f"{name:<36}{page:>9.2f}{bare:>9.2f}{page / bare:>7.2f}{MOST_PAGE:>6g}")
        missed += [f"{name}: the page"] * (page / bare > MOST_PAGE)
    print("\n".join([*(f"NOT KEPT: {words}" for words in missed)] or ["kept"]))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())

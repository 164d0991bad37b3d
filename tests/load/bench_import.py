"""Loads a GIAS file of 52,000 rows and 139 columns, and the same bytes by a bare COPY: at most ten times as long."""

import csv
import io
import statistics
import time
from collections.abc import Callable

import django

django.setup()

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from frontdoor.ground.importing import Report, run
from frontdoor.organisations.register.actions import import_establishments
from tests.load.gias_file import gias_file

ROWS = 52_000
LIMIT = 10
ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bare_copy(data: bytes) -> None:
    """The whole file into a table of text columns: the least that a database can do with it."""
    header = next(csv.reader(io.StringIO(data[:10_000].decode("cp1252"))))
    with transaction.atomic(), connection.cursor() as cursor:
        columns = ", ".join(f"c{number} text" for number in range(len(header)))
        cursor.execute(f"CREATE UNLOGGED TABLE bench_copy ({columns})")
        with cursor.copy("COPY bench_copy FROM STDIN WITH (FORMAT csv, HEADER, ENCODING 'WIN1252')") as copy:
            copy.write(data)
        cursor.execute("DROP TABLE bench_copy")


def load(data: bytes) -> None:
    """The importer, as the command and the worker call it."""
    with pghistory.context(source="bench"):
        run(lambda data, report: import_establishments(data, report, today=timezone.localdate()), data, Report())


def measure() -> dict[str, list[float]]:
    """Rounds of each, taken in turn so that a busy moment of the machine falls on all alike."""
    first, renamed = gias_file(ROWS), gias_file(ROWS, suffix=" (renamed)")
    took: dict[str, list[float]] = {name: [] for name in ("bare COPY", "new", "unchanged", "every row renamed")}
    for _round in range(ROUNDS):
        took["bare COPY"].append(timed(lambda: bare_copy(first)))
        with transaction.atomic():
            took["new"].append(timed(lambda: load(first)))
            took["unchanged"].append(timed(lambda: load(first)))
            took["every row renamed"].append(timed(lambda: load(renamed)))
            transaction.set_rollback(True)
    return took


def main() -> None:
    """Measure and print."""
    took = {name: statistics.median(seconds) for name, seconds in measure().items()}
    bare = took["bare COPY"]
    print(f"import_establishments, {ROWS:,} rows x 139 columns, median of {ROUNDS}")
    print(f"{'':<20}{'seconds':>10}{'x bare COPY':>14}")
    for name, seconds in took.items():
        print(f"{name:<20}{seconds:>10.2f}{seconds / bare:>14.1f}")
    # The last line is for information: each renamed row also writes a row of history, and no real file renames all.
    worst = max(took["new"], took["unchanged"]) / bare
    print(f"new and unchanged: worst ratio {worst:.1f}, limit {LIMIT}: {'kept' if worst <= LIMIT else 'NOT KEPT'}")
    if worst > LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

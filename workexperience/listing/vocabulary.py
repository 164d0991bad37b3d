"""The words of `invented.yaml` as tables for SQL: made-up offers are put together in the database, whether 700 or a million."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import connection

FILE = Path(__file__).with_name("invented.yaml")

TABLES = """
DROP TABLE IF EXISTS made_work, made_pattern, made_days, made_employer, made_offer;
CREATE TEMP TABLE made_work (id serial, sector text, variant int, name text, at text, who text, does text[], learn text[]);
CREATE TEMP TABLE made_pattern (
    id int, low int, high int, kind text, mode text, label text, title text, doing text, years smallint[],
    youngest smallint, oldest smallint, places int, is_online boolean
);
CREATE TEMP TABLE made_days (
    pattern int, first int, length int, weekdays smallint[], starts_at time, ends_at time, pause int, is_online boolean
);
"""


@cache
def words() -> dict[str, Any]:
    """The file, read once a process."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def put_tables() -> None:
    """The tables `made_work`, `made_pattern` and `made_days`, of this connection, emptied each time."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        # One by one: what writes the history's "who" into statements knows no `executemany`.
        for work in _work():
            cursor.execute(
                "INSERT INTO made_work (sector, variant, name, at, who, does, learn) VALUES (%s, %s, %s, %s, %s, %s, %s)",
                work,
            )
        for pattern in _patterns():
            cursor.execute(
                "INSERT INTO made_pattern VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", pattern
            )
        for number, one in enumerate(words()["patterns"]):
            for days in one["days"]:
                cursor.execute("INSERT INTO made_days VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", (number, *days))


def _work() -> Iterator[tuple[Any, ...]]:
    for sector, several in words()["sectors"].items():
        for number, one in enumerate(several):
            yield sector, number, one["name"], one["at"], one["who"], one["does"], one["learn"]


def _patterns() -> list[tuple[Any, ...]]:
    rows, low = [], 0
    for number, one in enumerate(words()["patterns"]):
        youngest, oldest = one.get("ages", (None, None))
        facts = (one["kind"], one["mode"], one.get("label", ""), one["title"], one["doing"], one.get("years", []))
        rows.append(
            (number, low, low + one["share"], *facts, youngest, oldest, one["places"], one.get("online", False))
        )
        low += one["share"]
    return rows

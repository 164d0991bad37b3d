"""One set-based merge of a file's rows into the register: COPY to a table of this transaction, then one statement."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from frontdoor.organisations.models import Kind

# The register's columns that a GIAS file fills: the type of each, and what stands where nothing is known.
FIELDS: dict[str, tuple[str, Any]] = {
    "urn": ("integer", None),
    "name": ("text", ""),
    "la_code": ("text", ""),
    "council_id": ("bigint", None),
    "type_code": ("text", ""),
    "type_group_code": ("text", ""),
    "status_code": ("text", ""),
    "phase_code": ("text", ""),
    "age_low": ("smallint", None),
    "age_high": ("smallint", None),
    "pupils": ("integer", None),
    "open_date": ("date", None),
    "close_date": ("date", None),
    "close_reason": ("text", ""),
    "ukprn": ("integer", None),
    "website": ("text", ""),
    "town": ("text", ""),
    "postcode": ("text", ""),
    "region": ("text", ""),
    "easting": ("integer", None),
    "northing": ("integer", None),
    "setting": ("text", ""),
    "scope": ("text", ""),
    "form": ("text", ""),
}
NAMES = ", ".join(FIELDS)
OLD = ", ".join(f"o.{field}" for field in FIELDS)
NEW = ", ".join(f"s.{field}" for field in FIELDS)
COLUMNS = ", ".join(f"{field} {kind}" for field, (kind, _empty) in FIELDS.items())

STAGED = f"CREATE TEMP TABLE staged ({COLUMNS}) ON COMMIT DROP"
FORMER = """
INSERT INTO organisations_formerfact (organisation_id, fact, value, until)
SELECT o.id, fact, before, %s
FROM staged s JOIN organisations_organisation o USING (urn)
CROSS JOIN LATERAL (VALUES ('name', o.name, s.name), ('status', o.status_code, s.status_code)) AS v (fact, before, after)
WHERE before <> after AND before <> ''
"""
# Rows that stay the same are not touched, so they cost no history. INSERT ... ON CONFLICT would make the whole new row,
# generated columns too, before it finds that nothing has changed: five times as long for a file seen before.
MERGE = f"""
WITH changed AS (
  UPDATE organisations_organisation o SET ({NAMES}) = ROW ({NEW}) FROM staged s
  WHERE o.urn = s.urn AND ({OLD}) IS DISTINCT FROM ({NEW}) RETURNING 1
), fresh AS (
  INSERT INTO organisations_organisation ({NAMES}, kind, made_up) SELECT {NAMES}, %s, false FROM staged s
  WHERE NOT EXISTS (SELECT FROM organisations_organisation o WHERE o.urn = s.urn) RETURNING 1
) SELECT (SELECT count(*) FROM fresh), (SELECT count(*) FROM changed)
"""  # noqa: S608 - made of FIELDS only
# Two files at once would both insert the same school: the second waits for the first.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('organisations.register.merge'))"
ABSENT = """
SELECT count(*) FROM organisations_organisation o
WHERE kind = %s AND NOT made_up AND NOT EXISTS (SELECT FROM staged s WHERE s.urn = o.urn)
"""


def merge(rows: Iterable[list[Any]], *, today: date) -> tuple[int, int, int]:
    """Created, updated, and how many institutions of the register are not among the rows.

    A row has FIELDS' values in their order. What an institution was called, or whether it was open, is kept before it
    is written over. Call it inside a transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute("DROP TABLE IF EXISTS pg_temp.staged")
        cursor.execute(STAGED)
        with cursor.copy("COPY staged FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("ANALYZE staged")
        cursor.execute(FORMER, [today])
        cursor.execute(MERGE, [Kind.INSTITUTION])
        created, updated = cursor.fetchone()
        cursor.execute(ABSENT, [Kind.INSTITUTION])
        (absent,) = cursor.fetchone()
    return created, updated, absent

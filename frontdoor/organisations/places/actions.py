"""Postcodes, outcodes and places into the database, from the files that publish them."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from frontdoor.ground.importing import Report
from frontdoor.ground.tables import misfit, parse, read_table
from frontdoor.organisations.models import Place, Point
from frontdoor.organisations.places import grid, layouts
from frontdoor.organisations.places.layouts import Found, Layout, Unreadable

CHUNK = 5_000
# A postcode of a later file replaces an earlier one; a file that does not say the country keeps what is known.
MERGE = {
    "postcode": """
        INSERT INTO organisations_postcode AS p (postcode, point, live, country)
        SELECT DISTINCT ON (code) code, point, live, country FROM staged ORDER BY code, line DESC
        ON CONFLICT (postcode) DO UPDATE
        SET point = excluded.point, live = excluded.live, country = coalesce(nullif(excluded.country, ''), p.country)
        WHERE (p.point::text, p.live, p.country)
          IS DISTINCT FROM (excluded.point::text, excluded.live, coalesce(nullif(excluded.country, ''), p.country))
        RETURNING xmax = 0 AS created""",
    "outcode": """
        INSERT INTO organisations_outcode AS p (outcode, point, region)
        SELECT DISTINCT ON (code) code, point, region FROM staged ORDER BY code, line DESC
        ON CONFLICT (outcode) DO UPDATE
        SET point = excluded.point, region = coalesce(nullif(excluded.region, ''), p.region)
        WHERE (p.point::text, p.region)
          IS DISTINCT FROM (excluded.point::text, coalesce(nullif(excluded.region, ''), p.region))
        RETURNING xmax = 0 AS created""",
}
COUNTED = "WITH merged AS ({}) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM merged"


def import_postcodes(data: bytes, report: Report) -> None:
    """Load a table of postcodes or of outcodes, of any known layout. Call it inside a transaction."""
    layout = layouts.recognise(data)
    kept = 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.staged")
        cursor.execute(
            "CREATE TEMP TABLE staged (line integer, code text, point point, live boolean, country text, region text)"
            " ON COMMIT DROP"
        )
        with cursor.copy("COPY staged FROM STDIN") as copy:
            for row in _staged(data, layout, report):
                copy.write_row(row)
                kept += 1
        cursor.execute(COUNTED.format(MERGE["outcode" if layout.outcodes else "postcode"]))
        report.counts.created, report.counts.updated = cursor.fetchone()
    if not kept:
        raise Unreadable(f"No row of the file could be read. It should be {layouts.WHAT}.")
    report.counts.unchanged = kept - report.counts.created - report.counts.updated


def _staged(data: bytes, layout: Layout, report: Report) -> Iterator[list[Any]]:
    rows = parse(data, what=layouts.WHAT)
    total = data.count(b"\n")
    if layout.has_header:
        _line, report.header = next(rows)
    batch: list[tuple[int, Found]] = []
    for line, found in _read(rows, layout, report):
        batch.append((line, found))
        if len(batch) == CHUNK:
            yield from _on_grid(batch, layout)
            batch = []
            report.watch(line, max(total, line))
    yield from _on_grid(batch, layout)


def _read(rows: Iterator[tuple[int, list[str]]], layout: Layout, report: Report) -> Iterator[tuple[int, Found]]:
    read = layouts.reader(layout)
    width = len(report.header)
    for line, cells in rows:
        width = width or len(cells)
        try:
            found, reason = (read(cells), "") if len(cells) == width else (None, misfit(cells, width))
        except ValueError as error:
            found, reason = None, str(error)
        if found:
            yield line, found
        else:
            report.reject(line, cells, reason)


def _on_grid(batch: list[tuple[int, Found]], layout: Layout) -> Iterator[list[Any]]:
    """Rows to stage. Degrees are turned to grid metres many at once: one by one takes a hundred times as long."""
    pairs = [found.pair for _line, found in batch]
    if not layout.on_grid:
        with_one = [pair for pair in pairs if pair]
        turned = iter(grid.metres([pair[0] for pair in with_one], [pair[1] for pair in with_one]))
        pairs = [next(turned) if pair else None for pair in pairs]
    for (line, found), pair in zip(batch, pairs, strict=True):
        yield [line, found.code, pair and f"({pair[0]},{pair[1]})", found.live, found.country, found.region]


def load_places(data: bytes) -> None:
    """The gazetteer: place, main_local_authority, region, latitude, longitude, schools_counted. A second time changes nothing."""
    table = read_table(data, needed=["place", "main_local_authority", "region", "latitude", "longitude"], what="places")
    rows = list(table)
    points = grid.metres([float(row["latitude"]) for row in rows], [float(row["longitude"]) for row in rows])
    Place.objects.bulk_create(
        [
            Place(
                name=row["place"],
                council_name=row["main_local_authority"],
                region=row["region"],
                point=Point(*point),
                schools=int(row.get("schools_counted") or 0),
            )
            for row, point in zip(rows, points, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["name", "council_name", "region"],
        update_fields=["point", "schools"],
    )

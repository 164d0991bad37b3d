"""What changes the register: a file of establishments."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from frontdoor.ground.importing import Report
from frontdoor.organisations import scope
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.organisations.register import gias
from frontdoor.organisations.register.councils import ensure_councils
from frontdoor.organisations.register.merge import FIELDS, merge

WORKED_OUT = {"council_id", "scope", "form"}


def import_establishments(data: bytes, report: Report, *, today: date) -> None:
    """Bring the register to what a GIAS file says. Call it inside a transaction (`importing.run`).

    A column that the file lacks keeps what the register has. An institution that the file lacks keeps everything, for
    files are made of parts of the register too. A closed one keeps its data.
    """
    layout, records = gias.read(data)
    report.header = layout.names
    ensure_councils()
    rows = list(_rows(records, layout, report, lines=data.count(b"\n")))
    created, updated, absent = merge(rows, today=today)
    report.counts.created, report.counts.updated = created, updated
    report.counts.unchanged = len(rows) - created - updated
    if absent:
        report.notes.append(f"{absent:,} institutions of the register are not in this file. They stay as they were.")


def _rows(records: Iterator[gias.Record], layout: gias.Layout, report: Report, *, lines: int) -> Iterator[list[Any]]:
    """The rows to merge, in the order of FIELDS; the others go to the report."""
    councils = dict(Organisation.objects.filter(kind=Kind.COUNCIL).values_list("la_code", "pk"))
    known = _known([field for field in FIELDS if field not in {*layout.fields, *WORKED_OUT}])
    empty = {field: default for field, (_type, default) in FIELDS.items()}
    for number, record in enumerate(records):
        if number % 500 == 0:
            report.watch(number, max(lines, number))
        if record.reason:
            report.reject(record.line, record.cells, record.reason)
            continue
        row = empty | known.get(record.values["urn"], {}) | record.values
        row["council_id"] = councils.get(row["la_code"])
        row["scope"], row["form"] = _verdict(
            row["type_code"],
            row["type_group_code"],
            row["phase_code"],
            row["status_code"],
            row["age_low"],
            row["age_high"],
            row["setting"],
        )
        yield list(row.values())
    report.watch(lines, lines)


@lru_cache(maxsize=8192)
def _verdict(*facts: Any) -> tuple[str, str]:
    found = scope.rule(scope.Facts(*facts))
    return found.scope, found.form


def _known(fields: list[str]) -> dict[int, dict[str, Any]]:
    """What the register has in the fields that the file does not fill, by URN."""
    institutions = Organisation.objects.filter(kind=Kind.INSTITUTION, made_up=False)
    return {row.pop("urn"): row for row in institutions.values("urn", *fields)} if fields else {}

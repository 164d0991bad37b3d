"""What a learner takes away, as a JSON file (docs/export-file.md) or as a PDF. Plain data in, bytes out.

Neither is kept: both are made in the request that asks for them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import typst

from frontdoor.ground.dates import day_in_words, moment_in_words
from frontdoor.record.shown import Table

FORMAT, VERSION = "frontdoor-record", 1
TEMPLATE = Path(__file__).with_name("record.typ")
NOT_TICKED = "What is marked about needs and support: you did not tick it on the page where you made this file."


@dataclass(frozen=True)
class Export:
    """All of it: the tables in their order, and a sentence for each kind of thing that is not in it."""

    made_at: datetime
    site: str
    tables: Sequence[Table]
    held_back: Sequence[str]
    how_to_ask: str

    def without_sensitive(self) -> "Export":
        """The same without what stands in it only when asked for, and a line that says so."""
        kept = [table for table in self.tables if not table.sensitive]
        left_out = [] if len(kept) == len(self.tables) else [NOT_TICKED]
        return replace(self, tables=kept, held_back=[*left_out, *self.held_back])


def as_json(export: Export) -> bytes:
    """For machines: each table a list of objects with the same keys."""
    tables = [
        {
            "key": table.key,
            "title": table.title,
            "rows": [
                {key: _plain(cell) for (key, _), cell in zip(table.columns, row, strict=True)} for row in table.rows
            ],
        }
        for table in export.tables
    ]
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "made_at": export.made_at.isoformat(),
        "tables": tables,
        "held_back": list(export.held_back),
        "how_to_ask": export.how_to_ask,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


def as_pdf(export: Export) -> bytes:
    """For people: tagged, so that a screen reader reads tables as tables (PDF/UA-1).

    A sign that no typeface of this machine has cannot stand in a PDF/UA; then the file is tagged and not called so.
    """
    data = {
        "title": "My careers record",
        "site": export.site,
        "intro": f"What {export.site} holds about you, as it was on {moment_in_words(export.made_at)}. "
        "What it holds back stands at the end. Keep this where only you can open it.",
        "tables": [_on_paper(table) for table in export.tables],
        "held_back": list(export.held_back),
        "how_to_ask": export.how_to_ask,
    }
    inputs = {"data": json.dumps(data)}
    try:
        return bytes(typst.compile(str(TEMPLATE), sys_inputs=inputs, pdf_standards=["ua-1"]))
    except typst.TypstError:
        return bytes(typst.compile(str(TEMPLATE), sys_inputs=inputs))


def _on_paper(table: Table) -> dict[str, Any]:
    """A column is as wide as its longest cell asks, within reason."""
    columns = [words for _, words in table.columns]
    rows = [[_words(cell) for cell in row] for row in table.rows]
    longest = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    return {"title": table.title, "columns": columns, "rows": rows, "widths": [min(max(n, 9), 30) for n in longest]}


def _plain(cell: Any) -> Any:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _words(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, datetime):
        return moment_in_words(cell)
    if isinstance(cell, date):
        return day_in_words(cell)
    return format(cell.normalize(), "f") if isinstance(cell, Decimal) else str(cell)

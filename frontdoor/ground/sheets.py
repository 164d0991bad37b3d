"""Reading lists that schools keep in spreadsheets: CSV, TSV or XLSX bytes to rows by field, whatever system made them.

A sheet is a table whose header is looked for: title lines stand above it, totals below, its columns bear one of several
names. The room says which names mean which field; nothing here knows the database. Bytes that are no such sheet raise
`Unreadable` with one plain sentence, before anything has been done with them.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from frontdoor.ground.tables import Row, Unreadable, cut_short, misfit, parse, unguard

HEADER_WITHIN = 40  # lines; titles above a header are a handful
MOST_ROWS, MOST_COLUMNS = 20_000, 300  # the largest school has about 3,500 pupils, a college some 15,000 learners
UNPACKED = 200_000_000  # bytes that a workbook may hold: a small file can be packed from gigabytes
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
REJECTED = ["line", "reason"]  # the first two columns of a file of rejected rows (`importing.Report`)
TOTAL = re.compile(r"(grand |sub-?)?totals?\b", re.IGNORECASE)
BELOW = re.compile(
    r"(count|number of|printed|produced|generated|exported|report|page \d|end of|source|\d+ \w+)\b", re.IGNORECASE
)

Line = tuple[int, list[str]]  # where it stands in the file (1 is the first line), and its cells


@dataclass(frozen=True)
class Sheet:
    """A list read whole. A row's `values` are by field: only fields whose column the file has are there.

    `misfits` have another number of cells than the header. `is_part` says that this is a file of rejected rows, put
    right and sent in again: what it lacks is not missing.
    """

    header: list[str]
    fields: list[str]
    rows: list[Row]
    misfits: list[tuple[Row, str]] = field(default_factory=list)
    is_part: bool = False


def read_sheet(data: bytes, *, names: Mapping[str, Sequence[str]], needed: Sequence[str], what: str) -> Sheet:
    """Read the first list in the file that has the needed fields.

    `names` are the column names that mean a field, the best first: where a file has two of them, the better one is
    read. Capitals, spaces and signs in them do not matter. `what` names the file in a sentence ("a roll of pupils").
    """
    wanted = {name: [plain(column) for column in columns] for name, columns in names.items()}
    nearest: dict[str, int] = {}
    for lines in grids(data, what=what):
        for place, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
            columns = columns_of(cells, wanted)
            if not set(needed) - columns.keys():
                return _sheet(lines[place:], columns, needed, whole=_ends_a_line(data))
            nearest = max(nearest, columns, key=len)
    missing = ", ".join(f"“{names[name][0]}”" for name in needed if name not in nearest)
    raise Unreadable(f"This does not look like {what}: it has no column {missing}.")


def grids(data: bytes, *, what: str) -> Iterator[list[Line]]:
    """The lines that are not blank: of a text file, or of each sheet of a workbook that is shown."""
    if data.startswith(ZIP):
        yield from _worksheets(data, what)
    elif data.startswith(OLD_EXCEL):
        raise Unreadable("This is a file of an old Excel, or it has a password. Save it as .xlsx or CSV without one.")
    else:
        yield _few(parse(data, what=what, head=HEADER_WITHIN))


def plain(name: str) -> str:
    """A column's name as it is compared: `Reg. Group` is `reggroup`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def columns_of(cells: Sequence[str], wanted: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """The column of each field in a line that may be a header."""
    there = [plain(cell) for cell in cells]
    found = {}
    for name, columns in wanted.items():
        best = next((column for column in columns if column in there), None)
        if best:
            found[name] = there.index(best)
    return found


def _sheet(lines: list[Line], columns: dict[str, int], needed: Sequence[str], *, whole: bool) -> Sheet:
    header = _without_end([cell.strip() for cell in lines[0][1]])
    is_part = [plain(cell) for cell in header[:2]] == REJECTED
    first = len(REJECTED) if is_part else 0
    sheet = Sheet(header[first:], list(columns), [], is_part=is_part)
    for number, cells in lines[1:]:
        trimmed = [unguard(cell.strip()) for cell in cells]
        values = {name: trimmed[at] if at < len(trimmed) else "" for name, at in columns.items()}
        row = Row(number, values, trimmed[first : len(header)] + _without_end(trimmed[len(header) :]))
        if _is_below(trimmed, values, needed):
            continue
        if len(row.cells) == len(sheet.header):
            sheet.rows.append(row)
        elif len(row.cells) < len(sheet.header) and number == lines[-1][0] and not whole:
            raise Unreadable(cut_short(number))
        else:
            sheet.misfits.append((row, misfit(row.cells, len(sheet.header))))
    return sheet


def _is_below(cells: Sequence[str], values: Mapping[str, str], needed: Sequence[str]) -> bool:
    """Whether a line is a total or a note under the list, not one of its rows."""
    filled = [cell for cell in cells if cell]
    if not filled or len(filled) > 3:
        return not filled
    lacks = not all(values[name] for name in needed)
    return bool(TOTAL.match(filled[0]) and (lacks or len(filled) < 3)) or (lacks and bool(BELOW.match(filled[0])))


def _without_end(cells: list[str]) -> list[str]:
    """Without the empty cells at the end, which spreadsheets add as they like."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _ends_a_line(data: bytes) -> bool:
    return data.startswith(ZIP) or data.rstrip(b"\x00").endswith((b"\n", b"\r"))


def _few(lines: Iterable[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in lines:
        if len(kept) > MOST_ROWS:
            raise Unreadable(f"The file has more than {MOST_ROWS:,} rows. Split it, and send one part after the other.")
        kept.append(line)
    return kept


def _worksheets(data: bytes, what: str) -> Iterator[list[Line]]:
    """Each worksheet that is shown."""
    try:
        large = _unpacked(data) > UNPACKED
        read = [] if large else _read_workbook(data)
    except Unreadable:
        raise
    except Exception as error:  # the reader raises whatever its parts raise: a zip's, the XML's, a number's
        raise Unreadable("This Excel file is damaged or is no workbook. Save it again as .xlsx or CSV.") from error
    if large:
        raise Unreadable(f"This Excel file is too large for {what}. Save the one sheet with the list as CSV.")
    if not any(read):
        raise Unreadable(f"The file is empty. It should be {what}.")
    yield from read


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(part.file_size for part in packed.infolist())


def _read_workbook(data: bytes) -> list[list[Line]]:
    """What openpyxl warns of (styles, drop-down lists) does not matter to cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        shown = [_few(_cells(sheet)) for sheet in book.worksheets if sheet.sheet_state == "visible"]
        book.close()
    return shown


def _cells(sheet: Any) -> Iterator[Line]:
    """The lines of a worksheet that are not blank, each as wide as the widest so far asks."""
    sheet.reset_dimensions()  # some systems write a wrong size, and everything beyond it would be lost
    width = 0
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        cells = _without_end([as_text(value) for value in values])
        if cells:
            width = max(width, len(cells))
            yield number, cells + [""] * (width - len(cells))


def as_text(value: Any) -> str:
    """A cell of a workbook as a person reads it: days as 2026-09-01, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()

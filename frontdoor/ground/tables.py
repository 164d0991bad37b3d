"""Reading tables that people upload: bytes to rows, and one plain sentence when the bytes are not such a table.

Nothing here knows the database. Files come from spreadsheets, registers and other tools: comma, semicolon or tab
between the cells, UTF-8 with or without a mark, UTF-16 or Windows-1252, any line end.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import AnyStr

LONGEST_CELL = 100_000  # characters; no published register or roll comes near it
DELIMITERS = ",\t;"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# A cell that a spreadsheet would run as a formula (OWASP, CSV injection). Plain numbers are let through.
FORMULA = re.compile(r"\s*[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?(%)?\Z")


class Unreadable(Exception):
    """The file is not what it should be. The message is a whole sentence for the person who gave it."""


@dataclass(frozen=True)
class Row:
    """One row: its line in the file (1 is the first line), its cells by column, and the cells as they stood."""

    line: int
    values: dict[str, str]
    cells: list[str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def get(self, column: str, default: str = "") -> str:
        """The cell without spaces around it, or the default where the file has no such column."""
        return self.values.get(column, default)


def decode(data: bytes) -> str:
    """The file's text: by its mark, else UTF-8, else Windows-1252. Unreadable when it is none of them or no text."""
    encoding = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    if encoding != "utf-16":
        _refuse_nul(data, b"\x00", b"\n")
    for name in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
        else:
            _refuse_nul(text, "\x00", "\n")
            return text
    raise Unreadable(f"Line {line} holds characters that cannot be read. Save the file as CSV (UTF-8).")


def _refuse_nul(held: AnyStr, nul: AnyStr, new_line: AnyStr) -> None:
    """The database stores no such character. In UTF-16 every other byte may be 0, so there the text is asked."""
    if nul in held:
        line = held[: held.index(nul)].count(new_line) + 1
        raise Unreadable(f"This is not a text file: line {line} holds a byte that no text has. Save it as CSV.")


def delimiter(header: str) -> str:
    """The mark between the cells of a header line: whichever of comma, tab and semicolon it holds most."""
    return max(DELIMITERS, key=header.count)


@dataclass(frozen=True)
class Table:
    """A table read whole: its header and its rows. A row shorter or longer than the header is in `misfits`."""

    header: list[str]
    rows: list[Row]
    misfits: list[tuple[Row, str]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def read_table(
    data: bytes, *, needed: Sequence[str], what: str, hint: Callable[[list[str]], str] | None = None
) -> Table:
    """Read a whole table, or raise Unreadable before anything has been done with it.

    `needed` are the columns it must have, `what` names the file in a sentence ("a list of contacts"), and `hint` may
    look at a wrong header and say what the file seems to be.
    """
    lines = list(parse(data, what=what))
    header = [cell.strip() for cell in lines[0][1]]
    check_header(header, needed=needed, what=what, hint=hint)
    rows, misfits = [], []
    for line, cells in lines[1:]:
        row = Row(line, dict(zip(header, (unguard(cell.strip()) for cell in cells), strict=False)), cells)
        if len(cells) == len(header):
            rows.append(row)
        else:
            misfits.append((row, misfit(cells, len(header))))
    return Table(header, rows, misfits)


def misfit(cells: Sequence[str], width: int) -> str:
    """Why a row of another width is set aside."""
    return f"This row has {len(cells)} cells; the header has {width}."


def check_header(
    header: list[str], *, needed: Sequence[str], what: str, hint: Callable[[list[str]], str] | None = None
) -> None:
    """Raise Unreadable unless every needed column is there, once."""
    missing = [column for column in needed if column not in header]
    if missing:
        said = hint(header) if hint else ""
        names = ", ".join(f"“{column}”" for column in missing[:5])
        raise Unreadable(said or f"This does not look like {what}: it has no column {names}.")
    twice = next((column for column in needed if header.count(column) > 1), None)
    if twice:
        raise Unreadable(f"The column “{twice}” stands in the file twice. Remove one of them.")


def parse(data: bytes, *, what: str, head: int = 1) -> Iterator[tuple[int, list[str]]]:
    """The header and each row that is not blank, with its line in the file, one after the other.

    Unreadable as soon as the bytes are no table, or end in the middle of a row. For a file too large to keep as `Row`s;
    whoever reads it this way writes nothing before the end. `head` lines may come up to the header (titles), which tell
    what stands between the cells; with more than one, rows of any width are let through.
    """
    text = decode(data)
    if not text.strip():
        raise Unreadable(f"The file is empty. It should be {what}.")
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(_first(text, head)), strict=True)
    line, width, cells = 1, 0, []
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                width = width or len(cells)
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_broken(str(error), line)) from error
    if head == 1 and len(cells) < width and not text.endswith(("\n", "\r")):
        raise Unreadable(cut_short(reader.line_num))


def _first(text: str, lines: int) -> str:
    return "\n".join(text.split("\n", lines)[:lines])


def _broken(error: str, line: int) -> str:
    if "field larger" in error:
        return f"Line {line} holds a cell of more than {LONGEST_CELL:,} characters. The file is damaged."
    if "end of data" in error:
        return cut_short(line)
    return f"Line {line} has quotation marks in the wrong place, so the cells cannot be told apart."


def cut_short(line: int) -> str:
    """What is said of a file that ends in the middle of a row."""
    return f"The file ends in the middle of line {line}. It was cut short: fetch it again. Nothing was changed."


def guard(value: object) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe goes before anything that would start one."""
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text


def unguard(text: str) -> str:
    """A guarded cell as it was, so that a file of rejected rows can be put right and sent in again."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text

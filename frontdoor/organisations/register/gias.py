"""The GIAS file "edubasealldata": which of its columns the register keeps, and what each becomes. No Django here.

The file has 120 to 139 columns over the years; they are read by name. It names the head of each school and gives
telephone numbers. What is not listed in COLUMNS is dropped as the file is read, before anything is written anywhere:
to the database, to a list of rejected rows, to an upload kept for the worker.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

from frontdoor.ground.tables import check_header, misfit, parse

WHAT = "the register's file of establishments (edubasealldata)"
FIRST_MADE_UP_URN = 900_001
CHUNK = 1000


@lru_cache(maxsize=8192)
def whole(text: str) -> int | None:
    """A whole number or nothing. GIAS writes 1555; copies of it may say 1555.0."""
    plain = text.removesuffix(".0")
    if not plain:
        return None
    if not plain.isascii() or not plain.isdigit() or len(plain) > 9:
        raise ValueError("is not a whole number")
    return int(plain)


@lru_cache(maxsize=512)
def age(text: str) -> int | None:
    """An age in years, or nothing."""
    years = whole(text)
    if years is not None and years > 120:
        raise ValueError("is not an age")
    return years


@lru_cache(maxsize=8192)
def day(text: str) -> date | None:
    """A day written 31-08-2021 (or 31/08/2021, or 2021-08-31), or nothing."""
    if not text:
        return None
    for form in ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError("is not a date such as 31-08-2021")


@lru_cache(maxsize=1024)
def code(text: str) -> str:
    """A code without leading zeros."""
    return text.lstrip("0") or text[:1]


@lru_cache(maxsize=1024)
def type_code(text: str) -> str:
    """A type's code with its leading zero, as GIAS writes it: 01."""
    return text.zfill(2) if text else ""


@lru_cache(maxsize=64)
def region(text: str) -> str:
    """GIAS writes "the Humber", the ONS "The Humber"."""
    return text.replace("Yorkshire and the Humber", "Yorkshire and The Humber")


@lru_cache(maxsize=8192)
def postcode(text: str) -> str:
    """In capitals, with one space before the last three."""
    plain = re.sub(r"\s+", "", text.upper())
    return f"{plain[:-3]} {plain[-3:]}" if len(plain) > 4 else plain


class Column(NamedTuple):
    """A column of GIAS, the register's field that it fills, what it becomes, and the longest text."""

    gias: str
    field: str
    become: Callable[[str], Any]
    longest: int = 0


COLUMNS = (
    Column("URN", "urn", whole),
    Column("EstablishmentName", "name", str, 250),
    Column("LA (code)", "la_code", str, 3),
    Column("TypeOfEstablishment (code)", "type_code", type_code, 3),
    Column("EstablishmentTypeGroup (code)", "type_group_code", code, 3),
    Column("EstablishmentStatus (code)", "status_code", code, 2),
    Column("PhaseOfEducation (code)", "phase_code", code, 2),
    Column("StatutoryLowAge", "age_low", age),
    Column("StatutoryHighAge", "age_high", age),
    Column("NumberOfPupils", "pupils", whole),
    Column("OpenDate", "open_date", day),
    Column("CloseDate", "close_date", day),
    Column("ReasonEstablishmentClosed (name)", "close_reason", str, 80),
    Column("UKPRN", "ukprn", whole),
    Column("SchoolWebsite", "website", str, 400),
    Column("Town", "town", str, 100),
    Column("Postcode", "postcode", postcode, 8),
    Column("GOR (name)", "region", region, 40),
    Column("Easting", "easting", whole),
    Column("Northing", "northing", whole),
    Column("x_setting", "setting", str, 30),  # not GIAS's: a grouping of our own, for rows without a type
)
# Read to tell England from elsewhere, not kept.
ELSEWHERE = ("LA (name)", "GOR (code)", "Country (name)")
NEEDED = ("URN", "EstablishmentName", "LA (code)")
NOT_ENGLISH_TYPES = {"25", "30", "37"}  # offshore, Welsh, British schools overseas
NOT_ENGLISH_COUNCILS = ("Wales", "Jersey", "Guernsey", "Isle of Man", "Gibraltar", "BFPO", "Offshore", "Does not apply")
NOT_ENGLISH_COUNTRIES = {"Wales", "Scotland", "Northern Ireland", "Jersey", "Guernsey", "Isle of Man", "Gibraltar"}


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its line, its kept cells as they stood, and either its values by field or why it is rejected."""

    line: int
    cells: Sequence[str]
    values: dict[str, Any]
    reason: str = ""


@dataclass(frozen=True)
class Layout:
    """Where a file's kept columns stand, and the columns that tell England from elsewhere."""

    columns: tuple[Column, ...]
    positions: tuple[int, ...]
    elsewhere: tuple[tuple[str, int], ...]
    width: int

    @property
    def names(self) -> list[str]:
        """The kept columns' names."""
        return [column.gias for column in self.columns]

    @property
    def fields(self) -> list[str]:
        """The register's fields that the file fills."""
        return [column.field for column in self.columns]


def hint(header: list[str]) -> str:
    """What a file of another layout seems to be, and which file is wanted."""
    wanted = (
        "The register needs the file “edubasealldata” from Get Information about Schools: "
        "choose Downloads, then “Establishment fields CSV”."
    )
    if "SCHNAME" in header or "LAESTAB" in header:
        return f"This is the “school information” file of the performance tables. {wanted}"
    if "LinkURN" in header:
        return f"This is the register's file of links between schools, not of the schools. {wanted}"
    return f"This does not look like {WHAT}. {wanted}"


def layout(header: list[str]) -> Layout:
    """Find the columns by name. Unreadable when the needed ones are not there."""
    check_header(header, needed=NEEDED, what=WHAT, hint=hint)
    columns = tuple(column for column in COLUMNS if column.gias in header)
    return Layout(
        columns=columns,
        positions=tuple(header.index(column.gias) for column in columns),
        elsewhere=tuple((name, header.index(name)) for name in ELSEWHERE if name in header),
        width=len(header),
    )


def read(data: bytes) -> tuple[Layout, Iterator[Record]]:
    """The layout, and the records as they are read. Unreadable may come at any record: write nothing before the end."""
    rows = parse(data, what=WHAT)
    _line, header = next(rows)
    found = layout([cell.strip() for cell in header])
    return found, _records(found, rows)


def _records(layout: Layout, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Record]:
    seen: dict[int, int] = {}
    while chunk := list(islice(rows, CHUNK)):
        for record, elsewhere in _chunk(layout, chunk):
            reason = record.reason or _refusal(record.values, elsewhere)
            if not reason and seen.setdefault(record.values["urn"], record.line) != record.line:
                first = seen[record.values["urn"]]
                reason = f"URN {record.values['urn']} stands in the file twice: first on line {first}."
            yield replace(record, reason=reason) if reason != record.reason else record


def _chunk(layout: Layout, rows: list[tuple[int, list[str]]]) -> Iterator[tuple[Record, dict[str, str]]]:
    """Some rows at once: column by column, which is four times as quick; row by row when a cell is not as it should be."""
    fitting = [(line, cells) for line, cells in rows if len(cells) == layout.width]
    # The cells of a row of another width may stand in the wrong columns, a head's name among them: none of them is kept.
    for line, cells in rows:
        if len(cells) != layout.width:
            yield Record(line, [], {}, misfit(cells, layout.width)), {}
    pick, other = itemgetter(*layout.positions), [at for _name, at in layout.elsewhere]
    names = [name for name, _at in layout.elsewhere]
    kept = [pick(cells) for _line, cells in fitting]
    converted = _by_column(layout.columns, kept)
    for number, (line, cells) in enumerate(fitting):
        values, reason = (converted[number], "") if converted else _by_row(layout.columns, kept[number])
        where = {name: cells[at].strip() for name, at in zip(names, other, strict=True)}
        yield Record(line, kept[number], values, reason), where


def _by_column(columns: Sequence[Column], rows: list[tuple[str, ...]]) -> list[dict[str, Any]] | None:
    """The rows' values, or None when any cell is wrong."""
    done = []
    for (_name, _field, become, longest), cells in zip(columns, zip(*rows, strict=True), strict=False):
        try:
            values = list(map(become, map(str.strip, cells)))
        except ValueError:
            return None
        if longest and max(map(len, values)) > longest:
            return None
        done.append(values)
    fields = [column.field for column in columns]
    return [dict(zip(fields, values, strict=True)) for values in zip(*done, strict=True)]


def _by_row(columns: Sequence[Column], cells: Sequence[str]) -> tuple[dict[str, Any], str]:
    """One row's values, and the reason when one of its cells is wrong."""
    values: dict[str, Any] = {}
    for (name, field, become, longest), cell in zip(columns, cells, strict=True):
        try:
            value = values[field] = become(cell.strip())
        except ValueError as error:
            return values, f"{name} {error}."
        if longest and len(value) > longest:
            return values, f"{name} is longer than {longest} characters."
    return values, ""


def _refusal(values: dict[str, Any], elsewhere: dict[str, str]) -> str:
    if values["urn"] is None:
        return "There is no URN."
    if values["urn"] >= FIRST_MADE_UP_URN:
        return f"URNs from {FIRST_MADE_UP_URN} belong to made-up schools."
    if not values["name"]:
        return "There is no name."
    if where := _outside_england(values, elsewhere):
        return f"It is outside England: {where}."
    return ""


def _outside_england(values: dict[str, Any], elsewhere: dict[str, str]) -> str:
    """Why a row is not of England; "" when it is. Welsh schools and others stand in the file too."""
    if values.get("type_code", "") in NOT_ENGLISH_TYPES:
        return f"its type is {values['type_code']}"
    council = elsewhere.get("LA (name)", "")
    if council.startswith(NOT_ENGLISH_COUNCILS):
        return f"its council is “{council}”"
    if elsewhere.get("GOR (code)") == "W":
        return "its region is Wales"
    country = elsewhere.get("Country (name)", "")
    return f"its country is {country}" if country in NOT_ENGLISH_COUNTRIES else ""


def without_personal_columns(data: bytes) -> bytes:
    """The same table in UTF-8 with the kept columns only: what may be stored until the worker reads it.

    A row of another width loses its cells, so that the importer rejects it by its line.
    """
    rows = parse(data, what=WHAT)
    _line, header = next(rows)
    found = layout([cell.strip() for cell in header])
    positions = [*found.positions, *(at for _name, at in found.elsewhere)]
    pick = itemgetter(*positions)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([header[at].strip() for at in positions])
    for _line, cells in rows:
        writer.writerow(pick(cells) if len(cells) == found.width else ["(a row of another width)"])
    return out.getvalue().encode()

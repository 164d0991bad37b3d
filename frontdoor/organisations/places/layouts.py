"""The files that tell where postcodes are, recognised by their header (Code-Point Open has none). No Django here.

Each layout says where the postcode and the point stand, and which rows are no longer in use.
"""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from frontdoor.ground.tables import Unreadable, decode, delimiter

WHAT = "a table of postcodes or outcodes"
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})\Z")
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?\Z")
# ONSPD's country codes; Code-Point Open has the same.
COUNTRIES = {
    "E92000001": "England",
    "W92000004": "Wales",
    "S92000003": "Scotland",
    "N92000002": "Northern Ireland",
    "L93000001": "Channel Islands",
    "M83000003": "Isle of Man",
}
# Code-Point Open: PC, PQ, EA, NO, CY, RH, LH, CC, DC, WC and no header.
CODE_POINT = ["postcode", "pq", "easting", "northing", "country", "rh", "lh", "cc", "dc", "wc"]
NAMES: dict[str, tuple[str, ...]] = {
    "postcode": ("pcds", "pcd", "pcd7", "pcd8", "postcode", "pc"),
    "outcode": ("outcode", "postcodedistrict"),
    "easting": ("oseast1m", "east1m", "easting", "eastings", "ea"),
    "northing": ("osnrth1m", "north1m", "northing", "northings", "no"),
    "latitude": ("lat", "latitude"),
    "longitude": ("long", "longitude", "lng", "lon"),
    "ended": ("doterm", "terminated", "dateoftermination"),
    "in use": ("inuse",),
    "country": ("ctry", "ctry25cd", "ctry24cd", "country", "countrycode", "cy"),
    "region": ("region", "rgnname"),
}


@dataclass(frozen=True)
class Layout:
    """Where each thing stands in a row; whether the first line is a header; whether it is about outcodes."""

    at: dict[str, int]
    has_header: bool
    outcodes: bool

    @property
    def on_grid(self) -> bool:
        """Grid metres come first: they are exact where a file has both."""
        return "easting" in self.at


@dataclass(frozen=True, slots=True)
class Found:
    """A row read: the code in its usual writing, the pair of numbers (grid metres or degrees) or None, and the rest."""

    code: str
    pair: tuple[float, float] | None
    live: bool = True
    country: str = ""
    region: str = ""


def recognise(data: bytes) -> Layout:
    """The layout of a file by its first line. Unreadable when it is none that tells where postcodes are."""
    first = decode(data[:20_000].rpartition(b"\n")[0] or data[:20_000]).lstrip("\ufeff").split("\n", 1)[0]
    if not first.strip():
        raise Unreadable(f"The file is empty. It should be {WHAT}.")
    cells = next(csv.reader(io.StringIO(first), delimiter=delimiter(first)))
    if len(cells) == len(CODE_POINT) and POSTCODE.match(_squeezed(cells[0])):
        return Layout({name: at for at, name in enumerate(CODE_POINT)}, has_header=False, outcodes=False)
    header = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in cells]
    at = {name: header.index(hit) for name, known in NAMES.items() if (hit := _first(known, header))}
    if not ({"easting", "northing"} <= at.keys() or {"latitude", "longitude"} <= at.keys()):
        raise Unreadable(f"This does not look like {WHAT}: it has no easting and northing, nor latitude and longitude.")
    if not at.keys() & {"postcode", "outcode"}:
        raise Unreadable(f"This does not look like {WHAT}: it has no column of postcodes.")
    if not {"easting", "northing"} <= at.keys():
        at = {name: place for name, place in at.items() if name not in {"easting", "northing"}}
    return Layout(at, has_header=True, outcodes="postcode" not in at)


def _first(known: tuple[str, ...], header: list[str]) -> str:
    return next((name for name in known if name in header), "")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).upper()


def postcode(text: str) -> str:
    """`ls270pd` as `LS27 0PD`; "" when it is no postcode."""
    found = POSTCODE.match(_squeezed(text))
    return f"{found[1]} {found[2]}" if found else ""


def outcode(text: str) -> str:
    """`ls27` as `LS27`; "" when it is no outcode."""
    plain = _squeezed(text)
    return plain if OUTCODE.match(plain) else ""


def reader(layout: Layout) -> Callable[[list[str]], Found]:
    """A function from a row's cells to what it says. It raises ValueError with the reason when it cannot be read."""
    at = layout.at
    keys = ("easting", "northing") if layout.on_grid else ("latitude", "longitude")

    def cell(cells: list[str], name: str) -> str:
        return cells[at[name]].strip() if name in at else ""

    def read(cells: list[str]) -> Found:
        code = outcode(cell(cells, "outcode")) if layout.outcodes else postcode(cell(cells, "postcode"))
        if not code:
            raise ValueError("There is no postcode in it.")
        pair = _pair(cell(cells, keys[0]), cell(cells, keys[1]), on_grid=layout.on_grid)
        if layout.outcodes and pair is None:
            raise ValueError("It does not say where the outcode is.")
        country = cell(cells, "country")
        return Found(
            code=code,
            pair=pair,
            live=not cell(cells, "ended") and cell(cells, "in use").lower() not in {"no", "n", "0", "false"},
            country=COUNTRIES.get(country, country if country.isalpha() or " " in country else ""),
            region=cell(cells, "region"),
        )

    return read


def _pair(first: str, second: str, *, on_grid: bool) -> tuple[float, float] | None:
    """Two numbers, or None for "no point": sources write it as blanks, 0 and 0, or latitude 99.999999."""
    if not first or not second:
        return None
    try:
        pair = float(first), float(second)
    except ValueError as error:
        raise ValueError("Its place is not a pair of numbers.") from error
    if pair == (0, 0) or (not on_grid and pair[0] > 99):
        return None
    inside = (
        (0 <= pair[0] < 800_000 and 0 <= pair[1] < 1_400_000) if on_grid else (48 < pair[0] < 62 and -11 < pair[1] < 3)
    )
    if not inside:
        raise ValueError("Its place is not in the United Kingdom.")
    return pair

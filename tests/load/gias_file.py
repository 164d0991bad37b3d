"""A GIAS file of any length in the exact layout of the published one: real rows, repeated under new URNs."""

import csv
import io
from pathlib import Path

from frontdoor.organisations import data

SAMPLE = Path(__file__).resolve().parents[1] / "organisations" / "gias_edubasealldata_sample.csv"
FIRST_URN = 200_000
# GIAS leaves its numeric columns unquoted and quotes all others.
NUMERIC = {"URN", "StatutoryLowAge", "StatutoryHighAge", "SchoolCapacity", "UKPRN", "Easting", "Northing"}
PERSONAL = {
    "TelephoneNum": "01632960{:03}",
    "HeadTitle (name)": "Ms",
    "HeadFirstName": "Zebedee{}",
    "HeadLastName": "Quartermaine{}",
    "HeadPreferredJobTitle": "Headteacher-in-{}",
    "PropsName": "Proprietor-Featherstonehaugh{}",
}


def gias_file(rows: int, *, suffix: str = "") -> bytes:
    """So many rows of 139 columns, Windows-1252, CRLF; `suffix` is put on each name. Heads are named, to be dropped."""
    header, *samples = csv.reader(io.StringIO(SAMPLE.read_text(encoding="cp1252")))
    register = list(csv.DictReader(io.StringIO(data.read("establishments_england.csv.gz").decode())))
    lines = [",".join(f'"{name}"' for name in header)]
    for number in range(rows):
        cells = dict(zip(header, samples[number % len(samples)], strict=True))
        cells |= {name: cell for name, cell in register[number % len(register)].items() if name in cells}
        cells |= {name: text.format(number % 1000) for name, text in PERSONAL.items()}
        cells["URN"] = str(FIRST_URN + number)
        cells["EstablishmentName"] += suffix
        lines.append(",".join(_cell(name, cell) for name, cell in cells.items()))
    return ("\r\n".join(lines) + "\r\n").encode("cp1252", errors="replace")


def _cell(name: str, cell: str) -> str:
    if name in NUMERIC:
        return cell
    return '"' + cell.replace('"', '""') + '"'

"""The calendar facts that ship with the portal, and where they are from.

`bank_holidays_england.csv`: GOV.UK bank holidays of England and Wales, 2012 to 2028 (Open Government Licence v3.0).
`term_dates_examples.csv`: terms of four council areas as schools there publish them (facts only).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
BANK_HOLIDAYS = DATA / "bank_holidays_england.csv"
TERM_DATES = DATA / "term_dates_examples.csv"


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a shipped file, by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)

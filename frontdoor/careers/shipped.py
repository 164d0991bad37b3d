"""The careers that ship with the portal: `data/*.yaml` and the tables beside them, put in place."""

import csv
from collections.abc import Iterator
from datetime import date

from frontdoor.careers import actions
from frontdoor.careers.advisers.actions import put_adult_service
from frontdoor.careers.content import DATA, categories, read
from frontdoor.careers.entries import Entry, read_entries
from frontdoor.careers.models import PERCENTILES, Occupation, Words
from frontdoor.careers.routes.technical import for_occupation
from frontdoor.ground.importing import Counts

REVIEWER = "Frontdoor's editors"


def load_careers() -> Counts:
    """Categories, occupations with pay, the adult service, careers with their ways in. A second run changes nothing."""
    actions.put_categories(categories())
    actions.put_occupations(occupations())
    put_adult_service()
    body = {"facts_as_at": date(2020, 11, 16), "reviewed": date(2026, 11, 21)}
    return actions.put(
        entries(), words=Words.OURS, as_at=body["facts_as_at"], reviewer=REVIEWER, reviewed_on=body["reviewed"]
    )


def entries() -> list[Entry]:
    """Every shipped career, with the T levels that `routes.csv` has for its occupation."""
    return [
        _with_t_levels(entry)
        for path in sorted((DATA / "careers").glob("*.yaml"))
        for entry in read_entries(read(path))
    ]


def occupations() -> Iterator[Occupation]:
    """SOC 2020 at every level with ASHE's figures; a figure that ONS holds back is None."""
    with (DATA / "occupations.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            figures = {name: _figure(row[name]) for name in PERCENTILES}
            thousands = _figure(row["jobs_thousand"])
            jobs = None if thousands is None else thousands * 1000
            yield Occupation(code=row["code"], title=row["title"], jobs=jobs, **figures)


def _figure(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _with_t_levels(entry: Entry) -> Entry:
    """A T level that the checked table has for the occupation is a way in too, so that the list can be narrowed to it."""
    if any(link.kind == "t-level" for link in for_occupation(entry.soc2020)):
        entry.ways.setdefault("t-level", {})
    return entry

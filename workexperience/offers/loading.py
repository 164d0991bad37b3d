"""Offers from a file: rows of one reference are one offer, stored whole or not at all; a repeat changes nothing.

An offer of which one row is wrong is set aside with all its rows: a file's sessions are all that the offer has, so half
of them would take away the others, and so would the other half when it is put right and loaded by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdoor.careers.models import Category
from frontdoor.ground.importing import Report
from frontdoor.ground.sheets import Sheet, plain, read_sheet
from frontdoor.ground.tables import Row
from workexperience.models import Employer
from workexperience.offers.columns import (
    NAMES,
    NEEDED,
    OFFER,
    WHAT,
    Wrong,
    days_of,
    facts_of,
    reference_of,
    sectors_by_name,
)
from workexperience.offers.plan import Days
from workexperience.offers.whole import save_whole

WITH_OTHERS = (
    "Another row of this offer is wrong: line {line}. Put that right, and load all rows of the offer together."
)


WITHOUT_NAME = (
    "Line {line} has no reference that can be used, and may be a row of this offer. "
    "Put that right, and load all rows of the offer together."
)
Aside = list[tuple[Row, str]]  # rows that are not taken, with the reason


@dataclass
class Gathered:
    """The rows of one offer, and why some cannot be taken, by line; no reason for a row that only may be of this offer."""

    reference: str
    rows: list[Row] = field(default_factory=list)
    wrong: dict[int, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    sessions: list[Days] = field(default_factory=list)
    again: int = 0  # rows that say what another one says


def load(data: bytes, report: Report, *, employer: Employer, by: Any, now: datetime) -> None:
    """Make the employer's offers what the file says. Call it inside a transaction (`importing.run`).

    Counts are of rows: each row of an offer counts as what became of the offer, and one that repeats another as unchanged.
    Unreadable: the file is none of offers, and nothing is changed.
    """
    sheet = read_sheet(data, names=NAMES, needed=NEEDED, what=WHAT)
    report.header = sheet.header
    sectors, aside = sectors_by_name(Category.objects.all()), Aside()
    for one in report.follow(_gather(sheet, aside)):
        _read(one, sectors)
        if not one.wrong:
            _write(one, employer, by, now, report)
        if one.wrong:
            _set_aside(one, aside)
    # As they stood in the file: a later row of an offer says only what differs from the first.
    for row, reason in sorted(aside, key=lambda pair: pair[0].line):
        report.reject(row.line, row.cells, reason)


def _gather(sheet: Sheet, aside: Aside) -> list[Gathered]:
    """The rows by their reference, in the order of the file; a row that does not fit the header spoils its offer."""
    found: dict[str, Gathered] = {}
    misfits = {row.line: reason for row, reason in sheet.misfits}
    nameless: list[tuple[Row, Gathered | None]] = []
    above: Gathered | None = None
    rows = [*sheet.rows, *(row for row, _ in sheet.misfits)]
    for row in sorted(rows, key=lambda one: one.line):
        try:
            reference = reference_of(row.values)
        except Wrong as wrong:
            aside.append((row, misfits.get(row.line, str(wrong))))
            above = None if row.get("title") and row.line not in misfits else above
            nameless.append((row, above))
            continue
        above = found.setdefault(reference, Gathered(reference))
        above.rows.append(row)
        if row.line in misfits:
            above.wrong[row.line] = misfits[row.line]
    _doubt(nameless, list(found.values()))
    return list(found.values())


def _doubt(nameless: list[tuple[Row, Gathered | None]], offers: list[Gathered]) -> None:
    """Set aside each offer of which a row without a reference may be: one of its title, or the one in the row above it.

    Else the offer would be stored without those days, and putting the row right would take away all others.
    """
    by_title: dict[str, list[Gathered]] = {}
    for one in offers:
        for title in {plain(row.get("title")) for row in one.rows} - {""}:
            by_title.setdefault(title, []).append(one)
    for row, above in nameless:
        for one in (*by_title.get(plain(row.get("title")), ()), *([above] if above else ())):
            one.wrong.setdefault(row.line, "")


def _read(one: Gathered, sectors: dict[str, Any]) -> None:
    """The facts and the days of an offer. An empty cell of a later row says what the first row says."""
    first = one.rows[0]
    for row in one.rows:
        try:
            _take(one, row, first, sectors)
        except Wrong as wrong:
            one.wrong.setdefault(row.line, str(wrong))


def _take(one: Gathered, row: Row, first: Row, sectors: dict[str, Any]) -> None:
    values = row.values | {name: row.values[name] or first.values[name] for name in OFFER if name in row.values}
    facts = facts_of(values, sectors)
    if row is first:
        one.facts = facts
    elif one.facts and facts != one.facts:
        raise Wrong(f"This row tells the offer otherwise than line {first.line} does.")
    days = days_of(values, facts["mode"])
    if days in one.sessions:
        one.again += 1
    else:
        one.sessions.append(days)


def _write(one: Gathered, employer: Employer, by: Any, now: datetime, report: Report) -> None:
    whole = save_whole(
        employer=employer, reference=one.reference, facts=one.facts, sessions=one.sessions, by=by, now=now
    )
    if whole.problems:
        reason = " ".join(dict.fromkeys(problem.sentence for problem in whole.problems))
        one.wrong = {row.line: reason for row in one.rows}
        return
    counts, rows = report.counts, len(one.rows) - one.again
    counts.created += rows if whole.outcome == "created" else 0
    counts.updated += rows if whole.outcome == "updated" else 0
    counts.unchanged += one.again + (rows if whole.outcome == "unchanged" else 0)


def _set_aside(one: Gathered, aside: Aside) -> None:
    first = min(one.wrong)
    others = (WITH_OTHERS if one.wrong[first] else WITHOUT_NAME).format(line=first)
    aside += [(row, one.wrong.get(row.line, others)) for row in one.rows]

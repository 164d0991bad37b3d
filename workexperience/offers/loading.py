"""Offers from a file: rows of one reference are one offer, stored whole or not at all; a repeat changes nothing.

An offer of which one row is wrong is set aside with all its rows: a file's sessions are all that the offer has, so half
of them would take away the others, and so would the other half when it is put right and loaded by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from frontdoor.careers.models import Category
from frontdoor.ground.importing import Report
from frontdoor.ground.sheets import Sheet, read_sheet
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


@dataclass
class Gathered:
    """The rows of one offer, and why some cannot be taken, by line."""

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
    sectors = sectors_by_name(Category.objects.all())
    for one in report.follow(_gather(sheet, report)):
        _read(one, sectors)
        if not one.wrong:
            _write(one, employer, by, now, report)
        if one.wrong:
            _set_aside(one, report)


def _gather(sheet: Sheet, report: Report) -> list[Gathered]:
    """The rows by their reference, in the order of the file; a row that does not fit the header spoils its offer."""
    found: dict[str, Gathered] = {}
    misfits = {row.line: reason for row, reason in sheet.misfits}
    rows = [*sheet.rows, *(row for row, _ in sheet.misfits)]
    for row in sorted(rows, key=lambda one: one.line):
        try:
            reference = reference_of(row.values)
        except Wrong as wrong:
            report.reject(row.line, row.cells, misfits.get(row.line, str(wrong)))
            continue
        one = found.setdefault(reference, Gathered(reference))
        one.rows.append(row)
        if row.line in misfits:
            one.wrong[row.line] = misfits[row.line]
    return list(found.values())


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


def _set_aside(one: Gathered, report: Report) -> None:
    others = WITH_OTHERS.format(line=min(one.wrong))
    for row in one.rows:
        report.reject(row.line, row.cells, one.wrong.get(row.line, others))

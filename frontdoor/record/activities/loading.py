"""Activities from a file: each row found a learner and an activity, then all written at once; a repeat changes nothing."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.importing import Report
from frontdoor.ground.sheets import plain, read_sheet
from frontdoor.ground.tables import Row, Unreadable
from frontdoor.organisations.models import Organisation
from frontdoor.organisations.register.queries import by_number
from frontdoor.record.activities import bulk
from frontdoor.record.activities.actions import BY_FILE
from frontdoor.record.activities.columns import NAMES, NEEDED, WHAT, Wrong, day_of, mark_of, told
from frontdoor.record.activities.facts import Facts, columns_of, is_one_to_one, problem, tidy
from frontdoor.record.models import Attendance
from frontdoor.record.queries import roll

WHO = ({"upn"}, {"given", "family", "born"})


@dataclass
class Found:
    """One activity of the file: its facts, the first line that tells them, and each learner's mark and year group."""

    facts: Facts
    line: int
    has_id: bool
    marks: dict[int, tuple[int, Attendance]] = field(default_factory=dict)  # learner: line, mark
    years: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Person:
    """A learner on the roll, as the file may name them."""

    pk: int
    year_group: int | None


def load(data: bytes, report: Report, *, institution: Organisation, by: Any, now: datetime) -> None:
    """Record the activities of a file. Call it inside a transaction (`importing.run`).

    An activity is known again by its id, else by its facts: the same file twice changes nothing. With an id, other
    facts change it. Unreadable: the file is none of activities, and nothing is changed.
    """
    sheet = read_sheet(data, names=NAMES, needed=NEEDED, what=WHAT)
    if not any(who <= {*sheet.fields} for who in WHO):
        raise Unreadable("The file does not say who was there: it has neither a UPN nor names and dates of birth.")
    report.header = sheet.header
    for row, reason in sheet.misfits:
        report.reject(row.line, row.cells, reason)
    gathering = Gathering(institution, now, People(institution, today=timezone.localdate(now)))
    for row in report.follow(sheet.rows):
        try:
            gathering.take(row)
        except Wrong as wrong:
            report.reject(row.line, row.cells, str(wrong))
    report.counts.unchanged += gathering.again
    _write(gathering.found, institution, by, now, report)


class People:
    """The roll by UPN, and by name and birth date. One query."""

    def __init__(self, institution: Organisation, *, today: date) -> None:
        self.by_upn: dict[str, Person] = {}
        self.by_name: dict[tuple[str, date | None], set[Person]] = defaultdict(set)
        for row in roll(institution, today=today):
            person, learner = Person(row.learner_id, row.year_group), row.learner
            if row.upn:
                self.by_upn[row.upn.upper()] = person
            for given in {learner.given_names, learner.known_as, learner.given_names.split(" ")[0]} - {""}:
                self.by_name[_name(given, learner.family_name), learner.date_of_birth].add(person)

    def find(self, row: Row) -> Person:
        """Whom a row names. Raises Wrong: nothing here tells whether another school has them."""
        if row.get("upn"):
            person = self.by_upn.get(row["upn"].replace(" ", "").upper())
            if person is None:
                raise Wrong("Nobody on your roll has this UPN.")
            return person
        if not (row.get("given") and row.get("born")):
            raise Wrong("The row does not say who it was: give the UPN, or the name and date of birth.")
        found = self.by_name.get((_name(row["given"], row.get("family")), day_of(row["born"], "date of birth")), set())
        if len(found) > 1:
            raise Wrong("Several on your roll have this name and date of birth. Give the UPN.")
        if not found:
            raise Wrong("Nobody on your roll has this name and date of birth.")
        return next(iter(found))


def _name(given: str, family: str) -> str:
    return " ".join(f"{given} {family}".lower().split())


@dataclass
class Gathering:
    """The rows of one file as they come together into activities, by key. `again` counts rows that say what another said."""

    institution: Organisation
    now: datetime
    people: People
    found: dict[str, Found] = field(default_factory=dict)
    again: int = 0

    def take(self, row: Row) -> None:
        """Add a row to its activity. Raises Wrong."""
        facts, mark, person = _facts(row, self.now), mark_of(row), self.people.find(row)
        key = source_key(self.institution, row.get("id"), facts, person.pk)
        activity = self.found.setdefault(key, Found(facts, row.line, bool(row.get("id"))))
        if activity.facts != facts:
            raise Wrong(f"This row tells the activity otherwise than line {activity.line} does.")
        line, before = activity.marks.setdefault(person.pk, (row.line, mark))
        if before != mark:
            raise Wrong(f"Line {line} says otherwise whether this person was there.")
        self.again += line != row.line
        if person.year_group is not None:
            activity.years.add(person.year_group)


def _facts(row: Row, now: datetime) -> Facts:
    said = told(row)
    host = None
    if urn := row.get("host_urn"):
        host = by_number(int(urn)) if urn.isdecimal() and len(urn) < 10 else None
        if host is None:
            raise Wrong("There is no school, college or provider with this host URN or UKPRN.")
    facts = tidy(Facts(**said, host=host))
    _column, wrong = problem(facts, today=timezone.localdate(now))
    if wrong:
        raise Wrong(wrong)
    return facts


def source_key(institution: Organisation, given: str, facts: Facts, learner: int) -> str:
    """The key of a row's activity: of its id where it has one, else of its facts. One to one: also of the learner."""
    columns = {name: value for name, value in columns_of(facts).items() if name != "host"}
    columns["host"] = facts.host.pk if facts.host else None
    what = f"id {plain(given)}" if given else json.dumps(columns, default=str, sort_keys=True)
    digest = hashlib.sha256(what.encode()).hexdigest()[:32]
    return f"{BY_FILE}{institution.pk}:{digest}{f':{learner}' if is_one_to_one(facts) else ''}"


def _write(found: dict[str, Found], institution: Organisation, by: Any, now: datetime, report: Report) -> None:
    batch = [
        bulk.Loaded(
            source_key=key,
            facts=one.facts,
            is_master=one.has_id,
            marks={learner: mark for learner, (_, mark) in one.marks.items()},
            invited_years=sorted(one.years),
        )
        for key, one in found.items()
    ]
    source = f"Loaded from a file on {day_in_words(now)}"
    outcome = bulk.load_activities(institution=institution, by=by, now=now, source=source, batch=batch)
    report.counts.created += outcome.created
    report.counts.updated += outcome.updated
    report.counts.unchanged += outcome.unchanged

"""Periods without meetings, and who gets which time, as their pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.lists import listed
from frontdoor.ground.years import year_group_in_words
from guidance.advisers.standing import name_of
from guidance.filling.actions import Given
from guidance.filling.plan import Desk
from guidance.filling.rules import Left, Placed, Why
from guidance.models import BlockedPeriod, Channel
from guidance.times import words


@dataclass(frozen=True)
class PeriodLine:
    """One period: its days and hours in words, and why."""

    pk: int
    days: str
    why: str


@dataclass(frozen=True)
class Row:
    """Somebody who gets a time. `reached`: whether there is an address for the letter."""

    name: str
    year: str
    day: str
    hours: str
    how: str
    adviser: str
    reached: bool


@dataclass(frozen=True)
class LeftRow:
    """Somebody who gets none, and why."""

    name: str
    year: str
    why: str


@dataclass(frozen=True)
class BlockLine:
    """A block: whose, and what is left of it after the pass."""

    service: str
    reference: str
    years: Iterable[int]
    before: int
    after: int


def by_year(rows: Iterable[BlockedPeriod]) -> list[tuple[str, list[PeriodLine]]]:
    """The periods of each year group, the next first."""
    ordered = sorted(rows, key=lambda row: (row.year_group, row.first_day, row.last_day, row.pk))
    return [
        (year_group_in_words(year), [PeriodLine(row.pk, days_of(row), row.why) for row in found])
        for year, found in groupby(ordered, key=lambda row: row.year_group)
    ]


def days_of(row: BlockedPeriod) -> str:
    """`11 January 2027 to 22 January 2027, Mondays and Tuesdays, 9am to noon`."""
    first, last = day_in_words(row.first_day), day_in_words(row.last_day)
    parts = [first if first == last else f"{first} to {last}"]
    if row.weekdays:
        parts.append(listed([f"{words.WEEKDAYS[day]}s" for day in sorted(row.weekdays)]))
    if row.starts_at and row.ends_at:
        parts.append(words.hours(row.starts_at, row.ends_at))
    return ", ".join(parts)


def rows_of(desk: Desk, done: Iterable[Any]) -> list[Row]:
    """Those who get a time, or got it, in the order of the list."""
    placed = [one.placed if isinstance(one, Given) else one for one in done if not isinstance(one, Left)]
    return [_row(desk, one) for one in placed]


def left_of(desk: Desk, done: Iterable[Any]) -> tuple[list[LeftRow], list[LeftRow]]:
    """Those who get none: who has a meeting already, and who has none."""
    left = [one for one in done if isinstance(one, Left)]
    has_one = [_left(desk, one) for one in left if one.why == Why.HAS_ONE]
    return has_one, [_left(desk, one) for one in left if one.why != Why.HAS_ONE]


def named(desk: Desk, done: Iterable[Any]) -> set[int]:
    """Whose names the page shows."""
    pupils = {one.placed.pupil if isinstance(one, Given) else one.pupil for one in done}
    return pupils & desk.listed.keys()


def blocks_of(desk: Desk) -> list[BlockLine]:
    """What is left of each block before and after the times that were taken at this desk."""
    return [
        BlockLine(
            one.service.organisation.label, one.reference, one.year_groups, one.left, desk.diary.left.get(one.pk, 0)
        )
        for one in desk.blocks
    ]


def _row(desk: Desk, one: Placed) -> Row:
    person = desk.listed[one.pupil]
    begins, ends = (timezone.localtime(moment) for moment in (one.time.start, one.time.end))
    return Row(
        person.learner.name,
        year_group_in_words(person.year_group),
        words.day_with_weekday(begins.date()),
        words.hours(begins.time(), ends.time()),
        str(Channel(one.channel).label),
        name_of(desk.advisers[one.host]),
        person.reached,
    )


def _left(desk: Desk, one: Left) -> LeftRow:
    person = desk.listed[one.pupil]
    why = one.why.replace("{day}", day_in_words(one.day))
    return LeftRow(person.learner.name, year_group_in_words(person.year_group), why)

"""Through which services somebody can meet an adviser, and on which days: a school's suppliers, or the services for adults."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from frontdoor.ground.often import asked_often
from frontdoor.ground.years import academic_year, year_on
from frontdoor.record.carers.rules import years_old
from frontdoor.record.models import Enrolment, Learner
from frontdoor.record.queries import year_begun
from guidance.blocks.queries import usable
from guidance.chosen import not_over
from guidance.models import Block, Supply
from guidance.supplies.queries import for_adults
from guidance.times.clocks import ONE_DAY
from guidance.times.free import HORIZON

ADULT = 18  # years old
NEW_YEAR = 9  # an academic year begins in September


@dataclass(frozen=True)
class Way:
    """A service whose advisers somebody can meet from one day to another; `institution_id` is the school that chose it.

    `block_id`: the meeting draws on this block of bought time, which has something left; it is held in one of `channels`.
    """

    service_id: int
    institution_id: int | None
    first_day: date
    last_day: date
    block_id: int | None = None
    channels: tuple[str, ...] = ()

    def includes(self, day: date) -> bool:
        """Whether a meeting can be on this day."""
        return self.first_day <= day <= self.last_day


def ways(learner: Learner | None, *, now: datetime, moving: int | None = None) -> list[Way]:
    """Every way to a meeting. Whoever is on a roll has the suppliers of that school or college for their year group.

    Adults, and whoever is on no roll, have the services for adults; so has somebody whose record is not known (None).
    `moving`: a meeting that is to be moved has the block that it draws on, though nothing else is left of that.
    """
    today = timezone.localdate(now)
    enrolments = _current(learner_id=learner.pk) if learner else []
    found = [way for one in enrolments for way in _of_roll(one, today, moving)]
    if not enrolments or is_adult(learner, today=today):
        found += [Way(one.pk, None, today, today + HORIZON) for one in for_adults()]
    return found


def is_adult(learner: Learner | None, *, today: date) -> bool:
    """Whether somebody is known to be 18 or older. Of whom nothing is known is treated as a child."""
    born = learner.date_of_birth if learner else None
    return born is not None and years_old(born, today) >= ADULT


@asked_often
def _current(*, learner_id: int) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(learner=learner_id, ended_on=None).order_by("sort", "pk")


def _of_roll(enrolment: Enrolment, today: date, moving: int | None) -> Iterator[Way]:
    suppliers = suppliers_of(enrolment.institution_id, today=today, moving=moving)
    return through(suppliers, enrolment.year_group, today=today)


@dataclass(frozen=True)
class Suppliers:
    """What a school has chosen and bought. `begun`: the academic year of its year groups; empty where nothing is chosen."""

    institution_id: int
    chosen: tuple[Supply, ...]
    bought: tuple[Any, ...]
    begun: str


def suppliers_of(institution_id: int, *, today: date, moving: int | None = None) -> Suppliers:
    """Read once, for any number of the learners there. Three queries at most."""
    chosen = tuple(_chosen(institution_id=institution_id, today=today))
    bought = tuple(usable(institution_id, today, moving=moving)) if any(one.by_block for one in chosen) else ()
    begun = year_begun(institution_id, today=today) if chosen else ""
    return Suppliers(institution_id, chosen, bought, begun)


@asked_often
def _chosen(*, institution_id: int, today: date) -> QuerySet[Supply]:
    return not_over(today).filter(institution=institution_id).order_by("pk")


def through(suppliers: Suppliers, year_group: int | None, *, today: date) -> Iterator[Way]:
    """The suppliers that a school has chosen for the year group that its learner is in on the day of the meeting."""
    for first_day, last_day, year in years_ahead(suppliers, year_group, today=today):
        for supply in suppliers.chosen:
            if year is not None and year not in supply.year_groups:
                continue
            days = _within(first_day, last_day, supply.first_day, supply.last_day)
            if days and not supply.by_block:
                yield Way(supply.service_id, suppliers.institution_id, *days)
            elif days:
                mine = [one for one in suppliers.bought if year is None or year in one.year_groups]
                yield from _of_blocks(supply, mine, days)


def years_ahead(
    suppliers: Suppliers, year_group: int | None, *, today: date
) -> Iterator[tuple[date, date, int | None]]:
    """The days on which somebody can be met, cut where an academic year begins, each part with the year group then."""
    for first_day, last_day in _years(today, today + HORIZON):
        begun, then = suppliers.begun, academic_year(first_day)
        yield first_day, last_day, year_on(year_group, begun=begun, then=then) if begun else None


def _of_blocks(supply: Supply, bought: list[Block], days: tuple[date, date]) -> Iterator[Way]:
    """One way for each block of this supplier with something left."""
    for block in bought:
        if block.service_id == supply.service_id and (found := _within(*days, block.first_day, block.last_day)):
            yield Way(supply.service_id, supply.institution_id, *found, block.pk, tuple(block.channels))


def _within(first_day: date, last_day: date, begins: date, ends: date | None) -> tuple[date, date] | None:
    """Which of these days lie in it: nobody is met before it begins, or after it has ended."""
    first, last = max(first_day, begins), min(last_day, ends or date.max)
    return (first, last) if first <= last else None


def _years(first_day: date, last_day: date) -> Iterator[tuple[date, date]]:
    """These days cut where an academic year begins."""
    new_year = date(first_day.year, NEW_YEAR, 1)
    if first_day < new_year <= last_day:
        yield first_day, new_year - ONE_DAY
        yield new_year, last_day
    else:
        yield first_day, last_day

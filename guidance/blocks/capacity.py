"""How many meetings a school can have by month: the free times of those who give guidance there, and what it has bought."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.utils import timezone

from frontdoor.ground.years import academic_year, last_day
from frontdoor.organisations.models import Organisation
from guidance.advisers.queries import at_work
from guidance.blocks import pace
from guidance.blocks.queries import usable
from guidance.chosen import not_over
from guidance.models import Meeting, Supply
from guidance.times import queries as times
from guidance.times.clocks import london_day
from guidance.times.free import HORIZON, Time
from guidance.times.stored import Asker


@dataclass(frozen=True)
class Capacity:
    """The months that are left of the academic year. `known_until`: as far as free times can be said.

    `waiting` are those who still need a meeting this year and have none booked, `booked` those who have.
    """

    months: list[pace.Month]
    waiting: int
    booked: int
    known_until: date

    @property
    def short(self) -> int:
        """For how many there is no session by the end of the year."""
        return self.months[-1].short if self.months else 0


class Due(Protocol):
    """Somebody who still needs a meeting, as the benchmarks know it."""

    @property
    def learner_id(self) -> int:
        """Who."""

    @property
    def year_group(self) -> int:
        """In which year group they are."""

    @property
    def due_on(self) -> date:
        """By which day."""


def capacity(institution: Organisation, due: Iterable[Due], *, now: datetime) -> Capacity:
    """Those who need a meeting beside the sessions that there are for their year groups.

    Who is due after this academic year is left out. About a dozen queries, however many learners, advisers or blocks.
    """
    today = timezone.localdate(now)
    ends = last_day(academic_year(today))
    over = pace.months(today, ends)
    this_year = [one for one in due if one.due_on <= ends]
    booked = _booked({one.learner_id for one in this_year}, now)
    waiting = [one for one in this_year if one.learner_id not in booked]
    years = {one.year_group for one in waiting}
    blocks = [one for one in usable(institution.pk, today) if one.first_day <= ends and years & {*one.year_groups}]
    rows = pace.by_month(
        over,
        {year: _spread((one for one in waiting if one.year_group == year), today) for year in years},
        [*_free(institution, today, ends, now), *(_bought(one, today, ends) for one in blocks)],
    )
    return Capacity(rows, len(waiting), len(booked), min(today + HORIZON, ends))


def _booked(learners: set[int], now: datetime) -> set[int]:
    ahead = Meeting.objects.filter(learner__in=learners, cancelled_at=None, during__endswith__gt=now)
    return set(ahead.values_list("learner", flat=True))


def _spread(waiting: Iterable[Due], today: date) -> dict[date, int]:
    counts = Counter(max(one.due_on, today) for one in waiting)
    return pace.added(pace.spread(number, pace.months(today, day)) for day, number in counts.items())


def _bought(block: Any, today: date, ends: date) -> pace.Pool:
    months = pace.months(max(today, block.first_day), min(block.last_day, ends))
    return pace.Pool(frozenset(block.year_groups), pace.spread(block.left, months), keeps=True)


def _free(institution: Organisation, today: date, ends: date, now: datetime) -> list[pace.Pool]:
    """Free times by month with each service that nothing has to be bought of, as far ahead as they are known."""
    last = min(today + HORIZON, ends)
    chosen = list(not_over(today).filter(institution=institution, by_block=False))
    people = list(at_work().filter(service__in={one.service_id for one in chosen})) if chosen else []
    found = times.free(people, today, last, now, Asker(is_child=True)) if people else {}
    return [_pool(one, [found[who.pk] for who in people if who.service_id == one.service_id]) for one in chosen]


def _pool(supply: Supply, free: Iterable[Iterable[Time]]) -> pace.Pool:
    days = [london_day(time.start) for mine in free for time in mine]
    held = [day for day in days if supply.first_day <= day <= (supply.last_day or date.max)]
    return pace.Pool(frozenset(supply.year_groups), Counter(day.replace(day=1) for day in held))

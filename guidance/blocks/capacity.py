"""How many meetings a school can have by month: the free times of those who give guidance there, and what it has bought."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

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
from guidance.times.free import HORIZON
from guidance.times.stored import Asker


@dataclass(frozen=True)
class Capacity:
    """The months that are left of the academic year. `known_until`: as far as free times can be said.

    `waiting` are those who still need a meeting this year and have none booked, `booked` those who have.
    """

    months: list[pace.Month]
    waiting: int
    booked: int
    bought: int
    known_until: date

    @property
    def short(self) -> int:
        """For how many there is no session by the end of the year."""
        return self.months[-1].short if self.months else 0


def capacity(institution: Organisation, due: Iterable[tuple[int, date]], *, now: datetime) -> Capacity:
    """Those who need a meeting (ids of learners, each with the day by which it is due) beside the sessions that there are.

    Who is due after this academic year is left out. About a dozen queries, however many learners, advisers or blocks.
    """
    today = timezone.localdate(now)
    ends = last_day(academic_year(today))
    over = pace.months(today, ends)
    this_year = {learner: day for learner, day in due if day <= ends}
    ahead = Meeting.objects.filter(learner__in=this_year, cancelled_at=None, during__endswith__gt=now)
    booked = set(ahead.values_list("learner", flat=True))
    waiting = Counter(max(day, today) for learner, day in this_year.items() if learner not in booked)
    bought = list(usable(institution.pk, today))
    rows = pace.by_month(
        over,
        pace.added(pace.spread(number, pace.months(today, day)) for day, number in waiting.items()),
        _free(institution, today, ends, now),
        [
            pace.spread(one.left, pace.months(max(today, one.first_day), min(one.last_day, ends)))
            for one in bought
            if one.first_day <= ends
        ],
    )
    left = sum(one.left for one in bought if one.first_day <= ends)
    return Capacity(rows, waiting.total(), len(booked), left, min(today + HORIZON, ends))


def _free(institution: Organisation, today: date, ends: date, now: datetime) -> dict[date, int]:
    """Free times by month with those services that nothing has to be bought of, as far ahead as they are known."""
    last = min(today + HORIZON, ends)
    chosen = list(not_over(today).filter(institution=institution, by_block=False))
    people = list(at_work().filter(service__in={one.service_id for one in chosen})) if chosen else []
    found = times.free(people, today, last, now, Asker(is_child=True)) if people else {}
    counts: Counter[date] = Counter()
    for adviser in people:
        mine = [one for one in chosen if one.service_id == adviser.service_id]
        days = (london_day(one.start) for one in found[adviser.pk])
        counts.update(day.replace(day=1) for day in days if any(_holds(one, day) for one in mine))
    return counts


def _holds(supply: Supply, day: date) -> bool:
    return supply.first_day <= day <= (supply.last_day or date.max)

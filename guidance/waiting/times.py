"""What is free at a service, read once and kept in mind while times are offered one after the other.

Reading it anew for everybody in a long line would cost as many queries as there are people. Whether a time is free at the
moment of the offer is asked again under the adviser's lock: this is only where to look.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from guidance.advisers import queries as advisers
from guidance.models import Adviser
from guidance.times import free
from guidance.times.clocks import days_between, london_day, monday_of
from guidance.times.free import HORIZON, Plan, Taken, Time
from guidance.times.stored import Asker, Stored
from guidance.waiting.rules import can_offer

Fits = Callable[[Adviser, Time], bool]


@dataclass(frozen=True)
class Wants:
    """What has to fit, whoever waits."""

    channels: frozenset[str]
    language: str
    is_child: bool


class FreeTimes:
    """One query for the advisers, and seven more for children and for adults, each once. Times too near to answer are left out."""

    def __init__(self, service_id: int, now: datetime) -> None:
        at_work = advisers.at_work().filter(service=service_id).select_related("user", "service__organisation")
        self.people = list(at_work.order_by("pk"))
        self.service_id, self.now = service_id, now
        self._plans: dict[bool, dict[int, Plan]] = {}
        self._times: dict[tuple[bool, int, date], list[Time]] = {}

    def first(
        self, wants: Wants, fits: Fits = lambda _adviser, _time: True, *, until: date | None = None
    ) -> tuple[Adviser, Time] | None:
        """The earliest time that fits, `until` a day; of several advisers the one who has least that week. None when there is none."""
        today = london_day(self.now)
        last = min(until or date.max, today + HORIZON)
        for day in days_between(today, last) if self.people else ():
            found = [one for one in self._of_day(day, wants) if fits(*one)]
            if found:
                plans = self._plans_for(is_child=wants.is_child)
                return min(found, key=lambda one: _order(one, plans[one[0].pk], day))
        return None

    def take(self, adviser: Adviser, time: Time) -> None:
        """It is given away."""
        for plans in self._plans.values():
            plan = plans[adviser.pk]
            plans[adviser.pk] = replace(plan, taken=(*plan.taken, Taken(time.start, time.end)))
        self._times = {key: times for key, times in self._times.items() if key[1] != adviser.pk}

    def _of_day(self, day: date, wants: Wants) -> Iterator[tuple[Adviser, Time]]:
        for adviser in self.people:
            if wants.language and wants.language not in adviser.languages:
                continue
            for time in self._times_of(adviser, day, is_child=wants.is_child):
                if _any(wants.channels, time.channels):
                    yield adviser, time

    def _times_of(self, adviser: Adviser, day: date, *, is_child: bool) -> list[Time]:
        key = (is_child, adviser.pk, day)
        if key not in self._times:
            notice = timedelta(hours=adviser.notice)
            times = free.free(self._plans_for(is_child=is_child)[adviser.pk], day, day, self.now)
            self._times[key] = [one for one in times if can_offer(self.now, one.start, notice)]
        return self._times[key]

    def _plans_for(self, *, is_child: bool) -> dict[int, Plan]:
        if is_child not in self._plans:
            today = london_day(self.now)
            stored = Stored(self.people, today, today + HORIZON, self.now, Asker(is_child=is_child))
            self._plans[is_child] = {one.pk: stored.plan(one) for one in self.people}
        return self._plans[is_child]


def _order(found: tuple[Adviser, Time], plan: Plan, day: date) -> tuple[datetime, int, int, int]:
    adviser, time = found
    return time.start, plan.in_week[monday_of(day)], plan.on_day[day], adviser.pk


def _any(wanted: Collection[str], offered: Collection[str]) -> bool:
    return any(one in offered for one in wanted)

"""What is stored about a list of learners and the time that was bought for them, read at once: who can get which time.

Some twenty queries, whatever the number of learners, advisers and blocks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone

from frontdoor.organisations.calendar.queries import Calendars
from frontdoor.organisations.calendar.working_days import is_school_day
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import ids_at
from frontdoor.record.models import Enrolment, Learner
from guidance.advisers.queries import seen_of
from guidance.blocks.queries import live
from guidance.booking import finding, ways, yeses
from guidance.booking.queries import BEGINS
from guidance.booking.rules import PARENT_NEEDED, VIDEO_NEEDED, missing_yes
from guidance.booking.yeses import Known
from guidance.filling import rules
from guidance.filling.rules import Bought, Busy, Diary, Host, Period, Placed, Pupil, Why
from guidance.models import Adviser, BlockedPeriod, Channel, Meeting
from guidance.times.clocks import ONE_DAY, days_between, london_day
from guidance.times.free import HORIZON
from guidance.times.stored import Asker, Stored

SAID = {PARENT_NEEDED: Why.NO_PARENT, VIDEO_NEEDED: Why.NO_VIDEO}


@dataclass(frozen=True)
class Listed:
    """Somebody of the list, as the school knows them. `phone` is the number of their last meeting; `reached`: by letters."""

    learner: Learner
    year_group: int | None
    reached: bool
    phone: str


@dataclass(frozen=True)
class Desk:
    """Everything for one pass. `ids` are those of the list who are on the roll, in its order; `gone`: how many are not."""

    ids: tuple[int, ...]
    gone: int
    listed: dict[int, Listed]
    pupils: dict[int, Pupil]
    advisers: dict[int, Adviser]
    blocks: tuple[Any, ...]
    diary: Diary

    def fill(self) -> list[Placed | rules.Left]:
        """What becomes of each: nothing is written."""
        return rules.fill([self.pupils[pk] for pk in self.ids], self.diary)


def read(institution: Organisation, ids: Sequence[int], *, by: Any, now: datetime) -> Desk:
    """The list, the blocks and the free times as they are now. Whom this person keeps a time for is in nobody's way."""
    today = timezone.localdate(now)
    listed = _listed(institution, ids, today)
    suppliers = ways.suppliers_of(institution.pk, today=today)
    through = {year: _bought(suppliers, year, today) for year in {one.year_group for one in listed.values()}}
    pupils = _pupils(institution, listed, suppliers, through, now)
    advisers, hosts = _hosts([way for found in through.values() for way in found], pupils.values(), by, now)
    return Desk(
        ids=tuple(pk for pk in ids if pk in listed),
        gone=len(set(ids) - listed.keys()),
        listed=listed,
        pupils=pupils,
        advisers=advisers,
        blocks=suppliers.bought,
        diary=Diary(hosts, {one.pk: one.left for one in suppliers.bought}, now),
    )


def _listed(institution: Organisation, ids: Iterable[int], today: date) -> dict[int, Listed]:
    on_roll = Enrolment.objects.filter(
        institution=institution, ended_on=None, learner__in=ids_at(institution, today=today)
    )
    rows = list(on_roll.filter(learner__in=list(ids)).select_related("learner__account"))
    told = Meeting.objects.filter(institution=institution, learner__in=[row.learner_id for row in rows]).exclude(
        phone=""
    )
    phones = dict(told.order_by("learner", "-created_at", "-pk").distinct("learner").values_list("learner", "phone"))
    return {
        row.learner_id: Listed(
            row.learner, row.year_group, bool(row.learner.account or row.email), phones.get(row.learner_id, "")
        )
        for row in rows
    }


def _bought(suppliers: ways.Suppliers, year: int | None, today: date) -> list[ways.Way]:
    return [way for way in ways.through(suppliers, year, today=today) if way.block_id is not None]


def _pupils(
    institution: Organisation,
    listed: dict[int, Listed],
    suppliers: ways.Suppliers,
    through: dict[int | None, list[ways.Way]],
    now: datetime,
) -> dict[int, Pupil]:
    today = timezone.localdate(now)
    known = yeses.known([one.learner for one in listed.values()], institution.pk)
    busy, meets_on = _meetings(institution, listed, now)
    covered = {
        year
        for years in live(today).filter(institution=institution).values_list("year_groups", flat=True)
        for year in years
    }
    periods, no_school = _periods(institution, suppliers, through, today), tuple(_no_school(institution, today))
    return {
        pk: Pupil(
            pk,
            bought=tuple(_as_rule(way) for way in through[one.year_group]),
            is_covered=one.year_group in covered
            or (one.year_group is None and bool(covered))
            or bool(through[one.year_group]),
            is_child=not ways.is_adult(one.learner, today=today),
            periods=periods[one.year_group],
            no_school=no_school,
            busy=tuple(busy[pk]),
            meets_on=meets_on.get(pk),
            missing=_Missing(known[pk], has_phone=bool(one.phone)),
        )
        for pk, one in listed.items()
    }


@dataclass(frozen=True)
class _Missing:
    """Whose yes, or which number, is missing to meet somebody in a way on a day, as staff read it."""

    known: Known
    has_phone: bool

    def __call__(self, channel: str, day: date) -> str:
        if why := missing_yes(channel, self.known.on(day)):
            return SAID.get(why, why)
        return "" if channel != Channel.PHONE or self.has_phone else Why.NO_PHONE


def _as_rule(way: ways.Way) -> Bought:
    assert way.block_id is not None  # noqa: S101 `_bought` leaves the others out
    return Bought(way.block_id, way.service_id, way.first_day, way.last_day, way.channels)


def _meetings(
    institution: Organisation, listed: Iterable[int], now: datetime
) -> tuple[dict[int, list[Busy]], dict[int, date]]:
    """When each is elsewhere, whoever booked it; and the day of the next that this school may know of."""
    busy: dict[int, list[Busy]] = defaultdict(list)
    meets_on: dict[int, date] = {}
    found = Meeting.objects.filter(learner__in=list(listed), cancelled_at=None, during__endswith__gt=now)
    for pk, during, place in found.order_by(BEGINS.asc()).values_list("learner", "during", "institution"):
        busy[pk].append((during.lower, during.upper))
        if place == institution.pk:
            meets_on.setdefault(pk, london_day(during.lower))
    return busy, meets_on


def _periods(
    institution: Organisation, suppliers: ways.Suppliers, years: Iterable[int | None], today: date
) -> dict[int | None, tuple[Period, ...]]:
    """When there shall be no meetings for who is in a year group today: by the year group that they are in on the day."""
    rows = list(BlockedPeriod.objects.filter(institution=institution, last_day__gte=today).order_by("pk"))
    return {
        year: tuple(
            replace(as_period(row), first_day=max(first, row.first_day), last_day=min(last, row.last_day))
            for first, last, then in ways.years_ahead(suppliers, year, today=today)
            for row in rows
            if row.year_group == then and row.first_day <= last and first <= row.last_day
        )
        for year in years
    }


def _no_school(institution: Organisation, today: date) -> Iterable[Period]:
    """Weekends and holidays: a school sends nobody to a meeting then. Whoever wants one then books it themself."""
    calendar = Calendars().of(institution.council_id)
    found = [day for day in days_between(today, today + HORIZON) if not is_school_day(day, calendar)]
    for _, group in groupby(enumerate(found), lambda placed: placed[1] - placed[0] * ONE_DAY):
        run = [day for _, day in group]
        yield Period(run[0], run[-1])


def as_period(row: BlockedPeriod) -> Period:
    """A stored period as the rules see it."""
    return Period(row.first_day, row.last_day, frozenset(row.weekdays), row.starts_at, row.ends_at)


def _hosts(
    through: Sequence[ways.Way], pupils: Iterable[Pupil], by: Any, now: datetime
) -> tuple[dict[int, Adviser], dict[int, Host]]:
    """The advisers whom the blocks lead to; of adults some may meet whom they may not meet as a child."""
    people = {one.pk: one for one in finding.whom(through, finding.Wanted())} if through else {}
    if not people:
        return {}, {}
    today, listed = timezone.localdate(now), list(people.values())
    stored = Stored(listed, today, today + HORIZON, now, Asker(by.pk, is_child=True))
    with_adults = seen_of(listed) if any(not one.is_child for one in pupils) else stored.seen
    hosts = {}
    for one in listed:
        plan = stored.plan(one)
        adult = replace(plan, seen=tuple(with_adults.get(one.pk, [])))
        hosts[one.pk] = Host(one.pk, one.user_id, one.service_id, plan, adult)
    return people, hosts

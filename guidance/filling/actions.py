"""When a school wants no meetings, and times for a whole list of learners."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.holding import hold
from frontdoor.record.models import Learner
from guidance.access import refuse_leavers
from guidance.booking import actions as booking
from guidance.booking.actions import TAKEN, Answers, Chosen
from guidance.booking.queries import coming
from guidance.booking.rules import for_staff
from guidance.filling import plan, rules
from guidance.filling.chosen import MOST
from guidance.filling.plan import Desk, Listed
from guidance.filling.rules import Left, Period, Placed, Why
from guidance.models import BlockedPeriod, BookedAs, Channel, Meeting, Topic
from guidance.supplies.queries import year_groups

MOST_PERIODS = 60  # rows a school: one a year group
# Seconds after which a press ends and the next one goes on: no browser, and no server between, waits for ever.
AT_ONCE = 20
AGAIN = 3  # how often somebody whose time went to somebody else is given the next one
NO_YEARS = "Choose at least one year group."
NOT_YOURS = "These are not year groups of {name}."
NOT_IN_ORDER = "The last day must be on or after the first day."
OVER = "These days are over. Enter days to come."
HALF_HOURS = "Enter both times, or none for the whole day."
HOURS_NOT_IN_ORDER = "The hours must end after they start."
NO_SUCH_DAY = "None of the weekdays that you ticked is between these days."
TOO_MANY = f"You can have {MOST_PERIODS} of these, one for each year group. Take some away first."
LOST = "Other people booked the free times while we did. Press again to look for the next ones."
HAS_ONE = "They have a meeting to come already."
# What a meeting is about, by year group, until the learner says it themself.
TOPICS = {
    **dict.fromkeys((8, 9), Topic.SUBJECTS),
    **dict.fromkeys((10, 11), Topic.AFTER_16),
    **dict.fromkeys((12, 13), Topic.AFTER_18),
}


@dataclass(frozen=True)
class Errand:
    """Who books, for which school, and when."""

    institution: Organisation
    by: User
    now: datetime

    def read(self, ids: Sequence[int]) -> Desk:
        """Everything about these of the list as it is now."""
        return plan.read(self.institution, ids, by=self.by, now=self.now)


@dataclass(frozen=True)
class Given:
    """Somebody got a meeting."""

    placed: Placed
    meeting: Meeting


@dataclass(frozen=True)
class Done:
    """What became of each of a list. `desk` names them all, and counts what is left now; `rest`: who is still to come."""

    rows: list[Given | Left]
    desk: Desk
    rest: int


@transaction.atomic
def add(
    *, institution: Organisation, years: Sequence[int], period: Period, why: str, by: User, now: datetime
) -> list[int]:
    """There shall be no meetings then for these year groups; those for which that is new. The same again adds nothing."""
    hold(institution.pk)
    refuse_leavers(institution, Can.CHOOSE_SUPPLIERS, by)
    _refuse_nonsense(institution, years, period, now)
    mine = BlockedPeriod.objects.filter(institution=institution, last_day__gte=timezone.localdate(now))
    there = {(row.year_group, plan.as_period(row)) for row in mine}
    new = [year for year in sorted({*years}) if (year, period) not in there]
    if len(there) + len(new) > MOST_PERIODS:
        raise Refused(TOO_MANY)
    facts: dict[str, Any] = vars(period) | {"weekdays": sorted(period.weekdays), "why": why}
    made = {"institution": institution, "created_by": by, "created_at": now}
    BlockedPeriod.objects.bulk_create(BlockedPeriod(year_group=year, **facts, **made) for year in new)
    return new


@transaction.atomic
def take_away(*, institution: Organisation, period_id: int, by: User, now: datetime) -> bool:  # noqa: ARG001 every action's
    """There may be meetings then again. False where that is so already."""
    hold(institution.pk)
    refuse_leavers(institution, Can.CHOOSE_SUPPLIERS, by)
    count, _ = BlockedPeriod.objects.filter(institution=institution, pk=period_id).delete()
    return bool(count)


def invite(*, institution: Organisation, ids: Sequence[int], by: User, now: datetime) -> Done:
    """Give each of these learners the first free time that fits, in this order, and write to them.

    Each is a transaction of its own: whatever stops the work, those who were booked stay booked and have their letters, and
    the same list again goes on with the others, because who has a meeting is left out. A time that somebody else took
    meanwhile is looked for again. A press ends after some seconds, and the next one goes on.
    """
    refuse_leavers(institution, Can.CHOOSE_SUPPLIERS, by)
    errand, began = Errand(institution, by, now), monotonic()
    whole = desk = errand.read(ids[:MOST])
    rows: list[Given | Left] = []
    for number, pk in enumerate(whole.ids):
        row, desk = _one(errand, pk, desk, whole.ids[number:])
        rows.append(row)
        if monotonic() - began > AT_ONCE:
            break
    told = replace(whole, advisers=whole.advisers | desk.advisers, diary=desk.diary)
    return Done(rows, told, len(whole.ids) - len(rows))


def _one(errand: Errand, pk: int, desk: Desk, to_do: Sequence[int]) -> tuple[Given | Left, Desk]:
    """One learner: booked, or left and why; with what is known after it. `to_do`: who is still to be looked at, they too."""
    why = LOST
    for _ in range(1 + AGAIN):
        if pk not in desk.pupils:
            return Left(pk, Why.OFF_ROLL), desk
        found = desk.diary.find(desk.pupils[pk])
        if isinstance(found, Left):
            return found, desk
        try:
            meeting = _give(errand, desk.listed[pk], found)
        except Refused as refusal:
            why = LOST if str(refusal) == TAKEN else for_staff(str(refusal))
            desk = errand.read(to_do)
        else:
            desk.diary.take(found)
            return Given(found, meeting), desk
    return Left(pk, why), desk


@transaction.atomic
def _give(errand: Errand, listed: Listed, placed: Placed) -> Meeting:
    """Book it. Of two who fill lists with the same learner the second waits here, and finds the meeting of the first."""
    learner = listed.learner
    list(Learner.objects.select_for_update(no_key=True).filter(pk=learner.pk).values_list("pk"))
    if coming(learner.meetings.filter(institution=errand.institution), errand.now).exists():
        raise Refused(HAS_ONE)
    phone = listed.phone if placed.channel == Channel.PHONE else ""
    topic = TOPICS.get(listed.year_group or 0, Topic.NOT_SURE)
    return booking.book(
        learner=learner,
        chosen=Chosen(placed.host, placed.time.start, placed.channel),
        answers=Answers(topic=topic, phone=phone),
        booked_as=BookedAs.STAFF,
        by=errand.by,
        now=errand.now,
        institution_id=errand.institution.pk,
    )


def _refuse_nonsense(institution: Organisation, years: Sequence[int], period: Period, now: datetime) -> None:
    if not years:
        raise Refused(NO_YEARS)
    if not set(years) <= {*year_groups(institution)}:
        raise Refused(NOT_YOURS.format(name=institution.name))
    if period.last_day < period.first_day:
        raise Refused(NOT_IN_ORDER)
    if period.last_day < timezone.localdate(now):
        raise Refused(OVER)
    if (period.starts_at is None) != (period.ends_at is None):
        raise Refused(HALF_HOURS)
    if period.starts_at and period.ends_at and period.ends_at <= period.starts_at:
        raise Refused(HOURS_NOT_IN_ORDER)
    if rules.is_empty(period):
        raise Refused(NO_SUCH_DAY)

"""Saying when one can meet people. Each write holds every row of the person: nobody is in two places at once.

Meetings that are booked already stay as they are, whatever becomes of the hours; the answer counts those left outside.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from frontdoor.ground import keys
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.people.models import User
from guidance import access
from guidance.advisers.holding import hold_person
from guidance.advisers.queries import at_work
from guidance.models import Adviser, Change, Weekly
from guidance.times import queries, refusing
from guidance.times.clocks import ONE_DAY

NOT_YOURS = "You can no longer change these hours."
GONE = "These hours are not in the week any more."
NOT_YOUR_CALENDAR = "Only the adviser makes the address of their own calendar."


@dataclass(frozen=True)
class Hours:
    """What somebody says about hours: the clock, how and where people are met."""

    starts_at: time
    ends_at: time
    channels: tuple[str, ...]
    place_id: int | None = None


@dataclass(frozen=True)
class Days:
    """From when to when weekly hours are held, and on the school days of which council only."""

    first_day: date
    last_day: date | None = None
    terms_of_id: int | None = None


@dataclass
class Done:
    """What an action did: how many rows it changed (0: it was so already), and how many booked meetings are now outside."""

    changed: int = 0
    stay: int = 0


def add_weekly(*, adviser_id: int, weekdays: Sequence[int], hours: Hours, days: Days, by: User, now: datetime) -> Done:
    """Hours of each of these weekdays. All, or none when one of them cannot be; what is there already stays one row."""
    with _at_it(adviser_id, by, now) as (adviser, done):
        rows = [_weekly_row(adviser, weekday, hours, days) for weekday in sorted(set(weekdays))]
        for row in [row for row in rows if not refusing.same_weekly(row)]:
            refusing.refuse_weekly(row, by=by, today=timezone.localdate(now))
            row.created_by, row.created_at = by, now
            row.save()
            done.changed += 1
    return done


def change_weekly(
    *, adviser_id: int, weekly_id: int, weekday: int, hours: Hours, days: Days, by: User, now: datetime
) -> Done:
    """The hours are these from now on. What was in the past is in the history of the row."""
    with _at_it(adviser_id, by, now) as (adviser, done):
        old = adviser.weekly.filter(pk=weekly_id).first()
        if old is None:
            raise Refused(GONE)
        row = _weekly_row(adviser, weekday, hours, days)
        row.pk, row.created_by_id, row.created_at = old.pk, old.created_by_id, old.created_at
        row._state.adding = False  # noqa: SLF001 Django's word for a row that exists
        if not refusing.is_same(row, old):
            refusing.refuse_weekly(row, by=by, today=timezone.localdate(now), old=old)
            row.save()
            done.changed = 1
    return done


def end_weekly(*, adviser_id: int, weekly_id: int, last_day: date | None, by: User, now: datetime) -> Done:
    """The hours are held for the last time on that day; None: no more from now on. Hours that have not begun are deleted."""
    today = timezone.localdate(now)
    if last_day and last_day < today:
        raise Refused("The last day must be today or later.")
    with _at_it(adviser_id, by, now) as (adviser, done):
        row, last = adviser.weekly.filter(pk=weekly_id).first(), last_day or today - ONE_DAY
        if row is None or _has_ended(row, last_day, last):
            return done  # a second press
        if row.first_day > today or row.first_day > last:
            row.delete()
        else:
            row.last_day = last
            row.save(update_fields=["last_day"])
        done.changed = 1
    return done


def add_away(
    *,
    adviser_id: int,
    first_day: date,
    last_day: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    by: User,
    now: datetime,
) -> Done:
    """Nobody can be booked on these days, or in these hours of each of them. Extra hours of those days go with it."""
    with _at_it(adviser_id, by, now) as (adviser, done):
        when = {"first_day": first_day, "last_day": last_day, "starts_at": starts_at, "ends_at": ends_at}
        if adviser.changes.filter(is_away=True, **when).exists():
            return done
        row = Change(adviser=adviser, is_away=True, **when, created_by=by, created_at=now)
        refusing.refuse_away(row, today=timezone.localdate(now))
        row.save()
        done.changed = 1
    return done


def add_extra(*, adviser_id: int, day: date, hours: Hours, by: User, now: datetime) -> Done:
    """Hours of one day, also where there are none every week, and on a bank holiday."""
    with _at_it(adviser_id, by, now) as (adviser, done):
        when = {"first_day": day, "last_day": day, "starts_at": hours.starts_at, "ends_at": hours.ends_at}
        how = {"channels": refusing.in_order(hours.channels), "place_id": hours.place_id}
        if adviser.changes.filter(is_away=False, **when, **how).exists():
            return done
        row = Change(adviser=adviser, is_away=False, **when, **how, created_by=by, created_at=now)
        refusing.refuse_extra(row, by=by, today=timezone.localdate(now))
        row.save()
        done.changed = 1
    return done


def remove_change(*, adviser_id: int, change_id: int, by: User, now: datetime) -> Done:
    """The days are as every week again."""
    with _at_it(adviser_id, by, now) as (adviser, done):
        done.changed, _ = adviser.changes.filter(pk=change_id).delete()
    return done


@transaction.atomic
def make_feed(*, adviser_id: int, key: str, by: User, now: datetime) -> None:  # noqa: ARG001 every action is told the time
    """The adviser's calendar is at the address with this key, and at no earlier one."""
    adviser = _hold(adviser_id, by)
    if adviser.user_id != by.pk:
        raise Refused(NOT_YOUR_CALENDAR)
    adviser.feed_hash = keys.hashed(key)
    adviser.save(update_fields=["feed_hash"])


@transaction.atomic
def stop_feed(*, adviser_id: int, by: User, now: datetime) -> Done:  # noqa: ARG001
    """The calendar has no address any more."""
    adviser = _hold(adviser_id, by)
    if not adviser.feed_hash:
        return Done()
    adviser.feed_hash = ""
    adviser.save(update_fields=["feed_hash"])
    return Done(changed=1)


@contextmanager
def _at_it(adviser_id: int, by: User, now: datetime) -> Iterator[tuple[Adviser, Done]]:
    """The adviser, held; afterwards the meetings are counted that this one action left outside the hours."""
    with transaction.atomic():
        adviser, done = _hold(adviser_id, by), Done()
        before = {one.reference for one in queries.outside_hours(adviser, now)}
        yield adviser, done
        if done.changed:
            done.stay = len({one.reference for one in queries.outside_hours(adviser, now)} - before)


def _hold(adviser_id: int, by: User) -> Adviser:
    """One after the other, over all services that the person works for: hours at two of them must not meet."""
    hold_person(adviser_id)
    adviser = at_work().select_related("user", "service__organisation").filter(pk=adviser_id).first()
    if adviser is None or not (adviser.user_id == by.pk or access.runs(by, adviser.service)):
        raise Refused(NOT_YOURS)
    return adviser


def _has_ended(row: Weekly, asked: date | None, last: date) -> bool:
    """Whether the hours end on that day already, or, when none was asked for, by then. Later than they do is no ending."""
    if row.last_day is None or row.last_day > last:
        return False
    if asked and row.last_day < asked:
        raise Refused(f"These hours end on {day_in_words(row.last_day)} already. Change them instead.")
    return True


def _weekly_row(adviser: Adviser, weekday: int, hours: Hours, days: Days) -> Weekly:
    return Weekly(
        adviser=adviser,
        weekday=weekday,
        starts_at=hours.starts_at,
        ends_at=hours.ends_at,
        channels=refusing.in_order(hours.channels),
        place_id=hours.place_id,
        first_day=days.first_day,
        last_day=days.last_day,
        terms_of_id=days.terms_of_id,
    )

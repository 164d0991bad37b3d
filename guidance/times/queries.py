"""When advisers can be met: the one place that pages, booking and reminders ask."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from frontdoor.ground.privacy import past
from frontdoor.organisations.models import Kind, Organisation
from guidance import chosen
from guidance.advisers import queries as advisers_queries
from guidance.models import Adviser, Change, Meeting, Place, Weekly
from guidance.times import free as rules
from guidance.times.clocks import ONE_DAY, london_day
from guidance.times.free import Time
from guidance.times.stored import ANYBODY, Asker, Booked, Stored, not_over

FEED_FROM = timedelta(days=30)


def free(
    advisers: Iterable[Adviser], first_day: date, last_day: date, now: datetime, asker: Asker = ANYBODY
) -> dict[int, list[Time]]:
    """The free times of these days by adviser, in order. Eight queries at most, for any number of advisers.

    Who is at work is the caller's question (`advisers.queries.at_work`); days on which somebody is not able have none.
    """
    asked = list(advisers)
    stored = Stored(asked, first_day, last_day, now, asker)
    return {one.pk: rules.free(stored.plan(one), first_day, last_day, now) for one in asked}


def free_at(adviser: Adviser, start: datetime, now: datetime, asker: Asker = ANYBODY) -> Time | None:
    """The free time that begins then, as `free` has it; None when there is none, or the adviser is at work no more."""
    at_work = advisers_queries.at_work().filter(pk=adviser.pk).exists()
    return of_one_at_work(adviser, start, now, asker) if at_work else None


def of_one_at_work(adviser: Adviser, start: datetime, now: datetime, asker: Asker) -> Time | None:
    """The same for whoever has just found the adviser at work."""
    day = london_day(start)
    return next((one for one in free([adviser], day, day, now, asker)[adviser.pk] if one.start == start), None)


def is_free(adviser: Adviser, start: datetime, now: datetime, channel: str, asker: Asker = ANYBODY) -> bool:
    """Whether somebody can be met then in this way."""
    found = free_at(adviser, start, now, asker)
    return found is not None and channel in found.channels


def ahead(adviser: Adviser, now: datetime) -> Stored:
    """Hours, changes and meetings from today as far as somebody can be met."""
    today = london_day(now)
    return Stored([adviser], today, today + rules.HORIZON, now)


def outside_hours(adviser: Adviser, now: datetime) -> list[Booked]:
    """The adviser's coming meetings that lie in no hours any more."""
    return ahead(adviser, now).outside(adviser, now)


def for_feed(adviser: Adviser, now: datetime) -> QuerySet[Meeting]:
    """What the adviser's calendar shows: from 30 days ago to the last day on which somebody can be met."""
    shown = DateTimeTZRange(now - FEED_FROM, now + rules.HORIZON + ONE_DAY)
    return Meeting.objects.filter(adviser=adviser, cancelled_at=None, during__overlap=shown).order_by("during")


def by_feed_hash(feed_hash: str) -> Adviser | None:
    """Whose calendar has this address; nobody's once their role has ended."""
    return advisers_queries.at_work().filter(feed_hash=feed_hash).first() if feed_hash else None


def is_dead(adviser: Adviser, feed_hash: str) -> bool:
    """Whether this was the address of the adviser's calendar once and is it no more: its history knows."""
    return adviser.feed_hash != feed_hash and past(Adviser).filter(pgh_obj_id=adviser.pk, feed_hash=feed_hash).exists()


def without_hours(advisers: Iterable[Adviser], day: date) -> QuerySet[Adviser]:
    """Those with whom somebody could be booked on a day, if they had any hours then or later."""
    mine = {"adviser": OuterRef("pk")}
    weekly = Weekly.objects.filter(not_over(day), **mine)
    extra = Change.objects.filter(is_away=False, last_day__gte=day, **mine)
    asked = advisers_queries.able(day).filter(pk__in=[one.pk for one in advisers])
    return asked.exclude(Exists(weekly)).exclude(Exists(extra)).select_related("service__organisation")


def open_places(adviser: Adviser) -> QuerySet[Place]:
    """Where the adviser's service meets people."""
    return Place.objects.filter(service=adviser.service_id, closed_at=None).order_by("name", "pk")


def councils_of(adviser: Adviser, day: date, *, kept: int | None = None) -> QuerySet[Organisation]:
    """Whose school terms the adviser can keep: the councils of the schools that chose the service, and its own; `kept` too.

    Each with `known_until`, the last day of the terms that are known; None when none is.
    """
    here = adviser.service.organisation
    supplies = chosen.not_over(day).filter(service=adviser.service_id)
    theirs = Q(pk__in=supplies.values("institution__council")) | Q(pk__in={here.pk, here.council_id, kept} - {None})
    known = Max("term_dates__last_day", filter=Q(term_dates__last_day__gte=day))
    return Organisation.objects.filter(theirs, kind=Kind.COUNCIL).annotate(known_until=known).order_by("name", "pk")

"""What ends by itself on the waiting list: offers that nobody answered, offers whose time went, services that are theirs no more.

Each function takes one wait, holds it, and does only what is still due then.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from frontdoor.record.models import Enrolment
from guidance.advisers import queries as advisers
from guidance.advisers.rules import problem_on
from guidance.blocks.queries import live
from guidance.booking.ways import Way, ways
from guidance.chosen import not_over
from guidance.models import Channel, Hold, Wait, WaitEnd
from guidance.supplies.queries import for_adults
from guidance.times import free
from guidance.times.clocks import london_day
from guidance.times.stored import Stored
from guidance.waiting import actions, queries, rules


def unanswered(here: QuerySet[Wait], now: datetime) -> list[int]:
    """Whose offer ran out. `ready_at` is the moment until which it was kept; after a first one a new promise is written once."""
    bank_holidays = queries.bank_holidays()
    over = here.filter(offers__gt=0, ready_at__lte=now).values_list("pk", "offers", "ready_at", "promised_by")
    return [
        pk
        for pk, offers, ready_at, promised in over.order_by("pk")
        if offers >= rules.MOST_OFFERS or promised != rules.promised_by(london_day(ready_at), bank_holidays)
    ]


def expire(wait_id: int, now: datetime) -> None:
    """Once it is the back of the line, from the moment until which the time was kept; twice it is the end."""
    wait = actions.held(wait_id)
    if wait.ended_at or not wait.offers or wait.ready_at > now:
        return
    Hold.objects.filter(wait=wait, expires_at__lte=now).delete()
    if wait.offers >= rules.MOST_OFFERS:
        actions.end(wait, WaitEnd.NO_ANSWER, by=None, now=now)
    else:
        actions.back_of_the_line(wait, wait.ready_at)


def lost(here: QuerySet[Wait], now: datetime) -> list[int]:
    """Whose offered time went with the adviser, their hours or their proofs. Nine queries for any number of offers."""
    held = list(queries.offers(now).filter(wait__in=here).select_related("adviser", "place").order_by("pk"))
    if not held:
        return []
    there = list(advisers.at_work().filter(pk__in={one.adviser_id for one in held}))
    days = [london_day(one.during.lower) for one in held]
    stored = Stored(there, min(days), max(days), now)
    plans = {one.pk: stored.plan(one) for one in there}
    return [one.wait_id for one in held if one.wait_id and not _stands(one, plans)]


def take_back(wait_id: int, now: datetime) -> None:
    """The offer never was."""
    actions.give_back(wait_id=wait_id, number=actions.held(wait_id).offers, now=now)


def maybe_left(here: QuerySet[Wait], now: datetime) -> list[int]:
    """Those whose service may be theirs no more, in one query; `leave` asks `ways`, which knows."""
    today = timezone.localdate(now)
    same = {"institution": OuterRef("institution")}
    supplied = not_over(today).filter(institution=OuterRef("institution"), service=OuterRef(OuterRef("service")))
    year = Q(year_group=None) | Exists(supplied.filter(year_groups__contains=[OuterRef("year_group")]))
    on_roll = Enrolment.objects.filter(learner=OuterRef("learner"), ended_on=None)
    through_school = on_roll.filter(Exists(supplied), year, **same)
    of_adults = Q(institution=None) & ~Exists(on_roll) & Q(service__in=for_adults().order_by().values("pk"))
    return list(here.exclude(Exists(through_school)).exclude(of_adults).order_by("pk").values_list("pk", flat=True))


def leave(wait_id: int, now: datetime) -> None:
    """End it with a letter that says what to do, unless there is still a way to the service."""
    wait = actions.held(wait_id)
    if not wait.ended_at and not ways_to(wait, now):
        actions.end(wait, WaitEnd.LEFT, by=None, now=now)


def ways_to(wait: Wait, now: datetime) -> list[Way]:
    """The learner's ways to the service that owns the promise."""
    return [way for way in ways(wait.learner, now=now) if way.service_id == wait.service_id]


def is_used_up(wait: Wait, now: datetime) -> bool:
    """Whether their school has bought time of the service for them and only has no session left: one may come back."""
    years = wait.learner.enrolments.filter(institution=wait.institution_id, ended_on=None)
    there = live(timezone.localdate(now)).filter(institution=wait.institution_id, service=wait.service_id)
    bought = {year for block in there for year in block.year_groups}
    return any(bool(bought) if year is None else year in bought for year in years.values_list("year_group", flat=True))


def _stands(hold: Hold, plans: dict[int, free.Plan]) -> bool:
    plan = plans.get(hold.adviser_id)
    if plan is None or problem_on(plan.seen, london_day(hold.during.lower)):
        return False
    closed = hold.channel == Channel.FACE and (hold.place is None or hold.place.closed_at is not None)
    return not closed and free.holds(plan, hold.during.lower, hold.during.upper)

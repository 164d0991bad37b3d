"""Who waits with whom, in which order, and which promises are broken: pages, to-do lists and the workers ask here."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, Exists, Min, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from frontdoor.ground.privacy import past
from frontdoor.organisations.models import BankHoliday, Organisation
from frontdoor.record.models import Learner
from guidance.models import Hold, Meeting, Wait
from guidance.waiting import rules

AROUND = ("learner__account", "service__organisation", "institution")
LINE = ("band", "ready_at", "pk")


@dataclass(frozen=True)
class Counts:
    """How many wait, to how many of them a promise is broken, to how many it is due soon; and the earliest day of these."""

    waiting: int = 0
    broken: int = 0
    soon: int = 0
    earliest: date | None = None


def live() -> QuerySet[Wait]:
    """Whoever waits now."""
    return Wait.objects.filter(ended_at=None)


def live_of(learner: Learner) -> Wait | None:
    """The learner's own wait; there is at most one."""
    return live().filter(learner=learner).select_related(*AROUND).first()


def offers(now: datetime) -> QuerySet[Hold]:
    """The times that are kept for people who wait."""
    return Hold.objects.filter(wait__ended_at=None, expires_at__gt=now, wait__isnull=False)


def offer_of(wait: Wait, *, now: datetime) -> Hold | None:
    """The time that is kept for this wait now."""
    around = ("adviser__user", "adviser__service__organisation", "place")
    return offers(now).filter(wait=wait).select_related(*around).first()


def time_key(adviser_id: int, start: datetime) -> str:
    """A time of an adviser, as the page of an offer and the key of its letter say it."""
    return f"{adviser_id}:{int(start.timestamp())}"


def is_of_offer(wait: Wait, offered: Collection[str], time: str = "") -> bool:
    """Whether the meeting with which a wait ended was booked at one of these times, wherever it was moved since.

    `time`: only at this one.
    """
    if wait.meeting is None:
        return False
    before = past(Meeting).filter(pgh_obj_id=wait.meeting.pk).values_list("adviser_id", "during")
    was = [*before, (wait.meeting.adviser_id, wait.meeting.during)]
    keys = {time_key(adviser, during.lower) for adviser, during in was} & set(offered)
    return time in keys if time else bool(keys)


def line(service_id: int, *, now: datetime) -> QuerySet[Wait]:
    """To whom a time of this service may be offered now, the next first."""
    return in_line(now).filter(service=service_id).select_related("learner").order_by(*LINE)


def in_line(now: datetime) -> QuerySet[Wait]:
    """Everybody to whom a time may be offered now: nothing is on offer, and an offer is left."""
    return live().filter(~_offered(now), ready_at__lte=now, offers__lt=rules.MOST_OFFERS)


def shown(service_id: int, *, now: datetime) -> QuerySet[Any]:
    """Everybody who waits with a service: broken promises first, then as the line has it. Each with `is_offered`, `is_broken`."""
    found = marked(live().filter(service=service_id), now=now).select_related("institution")
    return found.order_by("-is_broken", *LINE)


def marked(waits: QuerySet[Wait], *, now: datetime) -> QuerySet[Any]:
    """The same with `is_offered`, `is_broken` and `is_soon`: the rules as a query."""
    today = timezone.localdate(now)
    broken = Q(is_offered=False, promised_by__lt=today)
    soon = Q(is_offered=False, promised_by__range=(today, today + rules.SOON))
    return waits.annotate(is_offered=_offered(now)).annotate(is_broken=_flag(broken), is_soon=_flag(soon))


def counts(waits: QuerySet[Wait], *, now: datetime) -> Counts:
    """One query."""
    return Counts(**marked(waits, now=now).aggregate(**_counted()))


def by_service(organisations: Iterable[Organisation], *, now: datetime) -> dict[int, Counts]:
    """The counts of each service that anybody waits with, by its organisation. One query."""
    theirs = live().filter(service__organisation__in=list(organisations))
    each: Any = marked(theirs, now=now).order_by().values("service__organisation").annotate(**_counted())
    return {place: Counts(*said) for place, *said in each.values_list("service__organisation", *_counted())}


def of_school(institution: Organisation, *, now: datetime) -> Counts:
    """How many of a school's pupils wait, whoever owns the promise. Counts only."""
    return counts(live().filter(institution=institution), now=now)


def promise(day: date) -> date:
    """The day by which a time is promised to whoever joins, or joins again, on this day."""
    return rules.promised_by(day, bank_holidays())


def bank_holidays() -> frozenset[date]:
    """Those that are known."""
    return frozenset(BankHoliday.objects.values_list("day", flat=True))


def _offered(now: datetime) -> Exists:
    return Exists(Hold.objects.filter(wait=OuterRef("pk"), expires_at__gt=now))


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _counted() -> dict[str, Count | Min]:
    late = Q(is_broken=True) | Q(is_soon=True)
    return {
        "waiting": Count("pk"),
        "broken": Count("pk", filter=Q(is_broken=True)),
        "soon": Count("pk", filter=Q(is_soon=True)),
        "earliest": Min("promised_by", filter=late),
    }

"""A service's own page: who works there and whether anybody can be booked, its places, the schools that it supplies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from frontdoor.organisations.access import PERMISSIONS, Can
from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.queries import live_memberships
from guidance.advisers import queries as advisers
from guidance.chosen import not_over
from guidance.models import Adviser, Change, Meeting, Place, Service, Weekly


@dataclass(frozen=True)
class Uses:
    """What a place is still needed for from a day on."""

    weekly: int
    extra: int
    meetings: int
    advisers: list[Adviser]

    def __bool__(self) -> bool:
        return bool(self.weekly or self.extra or self.meetings)

    def __str__(self) -> str:
        """`2 weekly hours and 1 booked meeting`."""
        counted = [
            (self.weekly, "line of weekly hours", "lines of weekly hours"),
            (self.extra, "day of extra hours", "days of extra hours"),
            (self.meetings, "booked meeting", "booked meetings"),
        ]
        said = [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
        return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def run_by(user: Any) -> list[Organisation]:
    """The organisations whose guidance somebody runs, by name. No query for the person of a request."""
    mine = {row.organisation for row in live_memberships(user) if Can.MANAGE_ADVISERS in PERMISSIONS[Role(row.role)]}
    return sorted(mine, key=lambda organisation: (organisation.name, organisation.pk))


def service_of(organisation: Organisation) -> Service | None:
    """The organisation's service, with itself on it; None where it gives no guidance yet."""
    found = Service.objects.filter(organisation=organisation).first()
    if found:
        found.organisation = organisation
    return found


def open_places(service: Service) -> QuerySet[Place]:
    """Where the service meets people now, by name."""
    return service.places.filter(closed_at=None).order_by(Lower("name"), "pk")


def closed_places(service: Service) -> QuerySet[Place]:
    """Where it met people before, the last closed first."""
    return service.places.exclude(closed_at=None).order_by("-closed_at", "pk")


def uses(place: Place, now: datetime) -> Uses:
    """Who still needs a place: weekly hours and extra hours of advisers at work, and meetings that are booked."""
    today = timezone.localdate(now)
    mine = {"place": place, "adviser__in": advisers.at_work()}
    weekly = Weekly.objects.filter(Q(last_day=None) | Q(last_day__gte=today), **mine)
    extra = Change.objects.filter(last_day__gte=today, **mine)
    meetings = Meeting.objects.filter(place=place, cancelled_at=None, during__endswith__gt=now)
    found = [_by_adviser(rows) for rows in (weekly, extra, meetings)]
    here = Exists(
        advisers.at_work().filter(pk=OuterRef("pk"))
    )  # who has left still has meetings, and no times to change
    who = Adviser.objects.filter(pk__in={pk for counts in found for pk in counts}).annotate(is_here=here)
    numbers = [sum(counts.values()) for counts in found]
    return Uses(numbers[0], numbers[1], numbers[2], list(who.select_related("user").order_by("user__full_name", "pk")))


def without_anybody(organisations: list[Organisation], on: date) -> QuerySet[Service]:
    """The services of these that schools may choose, or have chosen, and where nobody can be booked on the day."""
    wanted = Exists(not_over(on).filter(service=OuterRef("pk")))
    able = Exists(advisers.able(on).filter(service=OuterRef("pk")))
    found = Service.objects.filter(Q(takes_schools=True) | wanted, ~able, organisation__in=organisations)
    return found.select_related("organisation").order_by("organisation__name", "pk")


def _by_adviser(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("adviser").annotate(number=Count("pk")))

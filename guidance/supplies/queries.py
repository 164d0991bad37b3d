"""Who gives guidance to whom: the one place where a school's pages, a service's page, bookings and reminders ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import ExpressionWrapper
from django.utils import timezone

from frontdoor.ground.years import year_groups_in_words
from frontdoor.organisations.access import Can, people_with
from frontdoor.organisations.models import Kind, Membership, NameKey, Near, Organisation, PointField
from frontdoor.organisations.places.grid import MILE
from frontdoor.organisations.scope import year_groups as taught_at
from frontdoor.record.models import Enrolment
from guidance.advisers.queries import able, at_work
from guidance.chosen import not_over
from guidance.models import Service, Supply
from guidance.supplies import rules
from guidance.supplies.rules import Standing, Terms


@dataclass(frozen=True)
class Row:
    """A supply as its pages show it: `bookable` is how many of the service's advisers can be booked on the day."""

    supply: Supply
    standing: Standing
    bookable: int = 0

    @property
    def years(self) -> str:
        """`Years 10 and 11`."""
        return year_groups_in_words(self.supply.year_groups)


@dataclass(frozen=True)
class Found:
    """A service that a school can choose. `miles` is None where one of the two has no place on the map."""

    service: Service
    miles: float | None
    in_council: bool
    bookable: int
    chosen: Supply | None


def suppliers(institution: Organisation, year_group: int | None = None, *, on: date) -> QuerySet[Service]:
    """The services that an institution has chosen and that give guidance on a day, to one year group.

    None: to whichever, which is the question for a learner without a year group too.
    """
    chosen = holding(on).filter(institution=institution)
    if year_group is not None:
        chosen = chosen.filter(year_groups__contains=[year_group])
    return Service.objects.filter(pk__in=chosen.values("service")).select_related("organisation")


def supplied_by(service: Service, on: date) -> QuerySet[Supply]:
    """The schools that have chosen a service, by name: those in place and those that have not begun. `rows` says where each stands."""
    found = not_over(on).filter(service=service).select_related("institution__council")
    return found.order_by("institution__name", "institution__urn")


def for_adults() -> QuerySet[Service]:
    """The services for adults that have an adviser at work."""
    advised = Exists(at_work().filter(service=OuterRef("pk")))
    found = Service.objects.filter(advised, organisation__kind=Kind.ADULT_SERVICE).select_related("organisation")
    return found.order_by("organisation__name", "pk")


def holding(on: date) -> QuerySet[Supply]:
    """What is in place on a day."""
    return not_over(on).filter(first_day__lte=on)


def of_school(institution: Organisation, *, on: date) -> list[Row]:
    """Everything that an institution has chosen: in place and coming by the service's name, then what is over, newest first.

    What was ended before it began is left out. Two queries.
    """
    found = Supply.objects.filter(institution=institution).select_related("service__organisation")
    listed = rows(found.order_by("service__organisation__name", "pk"), on=on)
    over = [
        row
        for row in listed
        if row.standing.is_over and not rules.never_began(row.supply.first_day, ended_on(row.supply))
    ]
    over.sort(key=lambda row: (row.supply.last_day or date.max, row.supply.pk), reverse=True)
    return [row for row in listed if not row.standing.is_over] + over


def rows(supplies: Iterable[Supply], *, on: date) -> list[Row]:
    """Supplies with where they stand and how many advisers can be booked. Two queries whatever the number."""
    listed = list(supplies)
    able_ones = bookable([one.service_id for one in listed], on=on)
    return [Row(one, standing_of(one, on=on), able_ones.get(one.service_id, 0)) for one in listed]


def bookable(services: Iterable[int], *, on: date) -> dict[int, int]:
    """How many advisers of each service can be booked for a day."""
    found = able(on).filter(service__in=set(services)).order_by().values_list("service")
    return dict(found.annotate(Count("pk")))


def standing_of(supply: Supply, *, on: date) -> Standing:
    """Where a supply stands on a day."""
    return rules.standing(supply.first_day, supply.last_day, ended_on(supply), on=on)


def terms_of(supply: Supply) -> Terms:
    """What is chosen now."""
    return Terms(tuple(sorted(supply.year_groups)), supply.first_day, supply.last_day)


def ended_on(supply: Supply) -> date | None:
    """The day in England on which somebody ended it."""
    return timezone.localdate(supply.ended_at) if supply.ended_at else None


def year_groups(institution: Organisation) -> list[int]:
    """The year groups for which an institution chooses: those of its ages, and those on its roll."""
    here = Enrolment.objects.filter(institution=institution, ended_on=None, year_group__isnull=False)
    on_roll = here.order_by().values_list("year_group", flat=True).distinct()
    taught = taught_at(institution.age_low, institution.age_high)
    return rules.years_offered(taught, (year for year in on_roll if year is not None))


def on_offer(institution: Organisation) -> QuerySet[Service]:
    """The services that an institution can choose: those that take schools, and its own staff."""
    own, others = Q(organisation=institution), Q(takes_schools=True) & ~Q(organisation__kind=Kind.INSTITUTION)
    return Service.objects.filter(own | others).select_related("organisation")


def nearest(institution: Organisation, *, name: str = "") -> QuerySet[Service]:
    """What is on offer: its own staff, then its own council, then the nearest; those without a place last."""
    away = Near(F("organisation__point"), Value(institution.point, output_field=PointField()))
    council = institution.council_id
    home = Q(organisation=institution)
    same = Q(organisation=council) | Q(organisation__council=council) if council else Q(pk__in=[])
    found = on_offer(institution).annotate(
        metres=away, is_home=_flag(home), is_council=_flag(Q(organisation=council) if council else Q(pk__in=[])),
        in_council=_flag(same),
    )  # fmt: skip
    if name:
        found = found.filter(organisation__name_key__contains=NameKey(Value(name)))
    nearest_first = F("metres").asc(nulls_last=True)
    return found.order_by("-is_home", "-is_council", nearest_first, "-in_council", "organisation__name", "pk")


def found_rows(services: Iterable[Any], institution: Organisation, *, on: date) -> list[Found]:
    """Services of `nearest` as a page shows them. Two queries more, whatever the number."""
    listed = list(services)
    able_ones = bookable([one.pk for one in listed], on=on)
    mine = {one.service_id: one for one in not_over(on).filter(institution=institution, ended_at=None)}
    return [
        Found(
            service=one,
            miles=None if one.metres is None else one.metres / MILE,
            in_council=one.in_council,
            bookable=able_ones.get(one.pk, 0),
            chosen=mine.get(one.pk),
        )
        for one in listed
    ]


def who_run(service: Service) -> QuerySet[Membership]:
    """Those who run a service: letters about schools go to them."""
    return people_with(Can.MANAGE_ADVISERS, [service.organisation_id])


def who_choose(institution: Organisation) -> QuerySet[Membership]:
    """Those who choose for an institution: letters about its suppliers go to them."""
    return people_with(Can.CHOOSE_SUPPLIERS, [institution.pk])


def without_supplier(institutions: list[int], *, now: datetime) -> dict[int, list[int]]:
    """The years with a decision for which there are pupils and nobody is chosen, by institution. Two queries."""
    on = timezone.localdate(now)
    asked = Enrolment.objects.filter(institution__in=institutions, ended_on=None, year_group__in=rules.DECISION_YEARS)
    pupils = set(asked.order_by().values_list("institution", "year_group").distinct())
    if not pupils:
        return {}
    chosen = not_over(on).filter(institution__in=institutions).values_list("institution", "year_groups")
    covered = {(place, year) for place, years in chosen for year in years}
    found: dict[int, list[int]] = {}
    for place, year in sorted((place, year) for place, year in pupils - covered if year is not None):
        found.setdefault(place, []).append(year)
    return found


def _flag(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, BooleanField())

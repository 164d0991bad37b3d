"""What is looked for and not found in an area, beside what there is: three questions for any number of councils."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from frontdoor.careers.models import Category
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation
from workexperience.demand.rules import Cell, Line, by_sector, first_month, in_order
from workexperience.models import Listing, Mode, Unmet

ANY = ""  # the kind of work of a search that named none
ANY_NAME = "No kind of work chosen"


def councils(user: Any) -> QuerySet[Organisation]:
    """The councils whose employers this person checks, by name: the hub's, or all for the department."""
    mine = organisations_for(user, Can.CHECK_EMPLOYERS)
    found = Organisation.objects.filter(kind=Kind.COUNCIL).order_by("name", "pk")
    if mine.filter(kind=Kind.DEPARTMENT).exists():
        return found
    return found.filter(hub__in=mine.filter(kind=Kind.HUB))


def lines(areas: Collection[int], *, on: date) -> list[Line]:
    """A line for each kind of work in these councils together, what is searched for most in vain first."""
    supply, searches = _supply(areas, on), by_sector(_unmet(areas, on))
    names = dict(Category.objects.values_list("pk", "title")) | {ANY: ANY_NAME}
    return in_order(Line(name, *supply.get(key, (0, 0)), searches.get(key)) for key, name in names.items())


def _unmet(areas: Collection[int], on: date) -> dict[Cell, int]:
    """Searches of the last twelve months, this one with them, for each council and kind of work."""
    year = Unmet.objects.filter(council__in=areas, month__gte=first_month(on), month__lte=on)
    rows = year.values_list("council", "sector").annotate(number=Sum("searches"))
    return {(council, sector or ANY): number for council, sector, number in rows}


def _supply(areas: Collection[int], on: date) -> dict[str, tuple[int, int]]:
    """Offers that show, and their free places on days to come; of a blended offer those in person."""
    to_come = Q(offer__sessions__first_day__gt=on) & ~Q(mode=Mode.BLENDED, offer__sessions__is_online=True)
    free = Sum(F("offer__sessions__places") - F("offer__sessions__taken"), filter=to_come, default=0)
    shown = Listing.objects.filter(council__in=areas, shown_until__gte=on)
    rows = shown.values_list("sector").annotate(offers=Count("pk", distinct=True), free=free)
    return {sector: (offers, places) for sector, offers, places in rows}

"""What the public reads of one offer, and the offers that are like it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, QuerySet, Value
from django.db.models.functions import Upper

from frontdoor.careers.models import Career
from frontdoor.organisations.models import Near, Point, PointField
from frontdoor.organisations.places.grid import MILE
from workexperience.models import Listing, Mode, Offer, Session
from workexperience.offers.queries import listed

MOST_LIKE = 4
FURTHEST_LIKE = 40  # miles: the widest that the search offers
MOST_CAREERS = 5


@dataclass(frozen=True)
class Like:
    """Another offer of the same kind of work; `miles` from this one, None where one of the two is online."""

    listing: Listing
    miles: float | None


def shown(offer_id: int, *, on: date) -> Offer | None:
    """An offer that everybody may see on this day, with its employer, and in `days_to_come` the days that have not begun.

    None for any other, whether it is there or not.
    """
    to_come = Prefetch("sessions", Session.objects.filter(first_day__gt=on), to_attr="days_to_come")
    around = ("employer__organisation", "sector")
    return listed(on).select_related(*around).prefetch_related(to_come).filter(pk=offer_id).first()


def listings(on: date) -> QuerySet[Listing]:
    """The rows of the listing that show on a day."""
    return Listing.objects.filter(shown_until__gte=on)


def like(offer: Offer, *, on: date) -> list[Like]:
    """Up to four others of the same kind of work: the nearest within 40 miles, for an online one online and the soonest."""
    same = listings(on).filter(sector=offer.sector_id).exclude(pk=offer.pk)
    same = same.select_related("offer__employer__organisation")
    if offer.mode == Mode.ONLINE or offer.easting is None or offer.northing is None:
        return [Like(row, None) for row in _still(same.filter(mode=Mode.ONLINE).order_by("starts_on", "pk"), on)]
    here = Value(Point(offer.easting, offer.northing), output_field=PointField())
    near = same.filter(point__isnull=False).annotate(metres=Near(F("point"), here)).order_by("metres")
    found = [Like(row, row.metres / MILE) for row in _still(near, on)]
    return [one for one in found if one.miles is not None and one.miles <= FURTHEST_LIKE]


def _still(rows: QuerySet[Any], on: date) -> list[Any]:
    """The first of these rows whose offers still show: a row may tell of yesterday, its page would not be there."""
    first = list(rows[: 3 * MOST_LIKE])
    there = set(listed(on).filter(pk__in=[row.pk for row in first]).values_list("pk", flat=True))
    return [row for row in first if row.pk in there][:MOST_LIKE]


def careers_of(offer: Offer) -> list[Career]:
    """A few careers of the offer's kind of work, A to Z."""
    found = Career.objects.filter(categories__in=[offer.sector_id]).only("slug", "title")
    return list(found.order_by(Upper("title"))[:MOST_CAREERS])

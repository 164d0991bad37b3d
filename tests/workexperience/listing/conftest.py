"""Offers around a known place."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.careers.models import Category
from frontdoor.organisations.models import Outcode, Place, Point
from tests.workexperience.factories import SessionFactory
from workexperience.listing.actions import refresh
from workexperience.models import Offer

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
TODAY = NOW.date()
HERE = Point(426_000, 427_000)
MILE = 1609.344


@pytest.fixture
def today(db: None):
    """The morning of 11 January 2027; LS27 is known, IV27 is in Scotland, and there are two places called Newport."""
    Outcode.objects.create(outcode="LS27", point=HERE, region="Yorkshire and The Humber")
    Outcode.objects.create(outcode="IV27", point=Point(220_000, 930_000), region="Scotland")
    for council in ("Telford", "Isle of Wight"):
        Place.objects.create(name="Newport", council_name=council, region="England", point=HERE)
    with time_machine.travel(NOW, tick=False):
        yield TODAY


def offered(title: str, *, miles: float | None = 1, first: date = date(2027, 3, 1), places: int = 4, **facts) -> Offer:
    """An offer in the listing, so many miles east of here, or online (None)."""
    if sector := facts.pop("sector", None):
        facts["sector"] = Category.objects.get_or_create(slug=sector, defaults={"title": sector.title()})[0]
    where = {"mode": "online"} if miles is None else {"easting": round(HERE.easting + miles * MILE)}
    made = where | {"northing": int(HERE.northing), "closes_on": None} | facts
    session = SessionFactory(
        offer__title=title,
        **{f"offer__{name}": value for name, value in made.items()},
        first_day=first,
        last_day=first,
        weekdays=[first.isoweekday()],
        places=places,
        is_online=miles is None,
    )
    if made.get("mode") == "blended":
        SessionFactory(offer=session.offer, first_day=first, last_day=first, is_online=True, places=places)
    refresh([session.offer_id], now=NOW)
    return session.offer

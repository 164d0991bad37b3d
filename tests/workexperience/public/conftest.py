"""An offer that everybody may see, a morning on which it is asked for, and others of the same kind of work."""

from datetime import UTC, date, datetime, time

import pytest
import time_machine

from tests.careers.factories import CategoryFactory
from tests.factories import OrganisationFactory
from tests.workexperience.factories import CheckFactory, EmployerFactory, OfferFactory, SessionFactory
from workexperience.models import Listing, Mode

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def engineering(db):
    return CategoryFactory(slug="engineering-and-maintenance", title="Engineering and maintenance")


@pytest.fixture
def offer(engineering):
    """A week in March for four, one of whom is there already, at a checked employer with a website."""
    body = OrganisationFactory(name="Larch and Loom", town="Merrow", website="https://larch.example")
    employer = EmployerFactory(organisation=body, about="We build looms.", sector=engineering)
    CheckFactory(employer=employer, accepted_by_hub=True)
    found = OfferFactory(
        employer=employer, sector=engineering, title="A week in the workshop", adjustments=["step-free"],
        travel_note="The 12 bus stops outside.", dress="Old clothes.", banned_tasks="The saw.",
    )  # fmt: skip
    SessionFactory(offer=found, taken=1)
    return found


def listed_row(offer, starts_on=date(2027, 3, 1), **more):
    """The offer as the listing has it."""
    online = offer.mode == Mode.ONLINE
    return Listing.objects.create(
        offer=offer, employer=offer.employer, shown_until=date(2027, 2, 1), starts_on=starts_on, kind=offer.kind,
        mode=offer.mode, sector=offer.sector, point=None if online else (offer.easting, offer.northing), **more,
    )  # fmt: skip


def another(sector, east=0, **facts):
    """Another listed offer, so many metres to the east."""
    if facts.get("mode") == Mode.ONLINE:
        facts |= {"easting": None, "northing": None, "kind": "online-project"}
    else:
        facts |= {"easting": 400_000 + east}
    made = OfferFactory(sector=sector, **facts)
    SessionFactory(offer=made, is_online=made.mode == Mode.ONLINE, starts_at=time(9))
    return made

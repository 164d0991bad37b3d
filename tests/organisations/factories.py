"""People on their way in; a town with postcodes."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from frontdoor.organisations.models import Joining, Organisation, Outcode, Point, Postcode, Role
from tests.factories import SchoolFactory

ASKED = datetime(2026, 11, 2, 9, tzinfo=UTC)
MERROW = Point(400_000, 300_000)


class JoiningFactory(DjangoModelFactory):
    """Somebody who asked to be careers leader; the link is in the letter."""

    class Meta:
        model = Joining

    organisation = factory.SubFactory(SchoolFactory)
    role = Role.LEADER
    email = factory.Sequence(lambda n: f"asker{n}@work.example")
    full_name = factory.Sequence(lambda n: f"Asker {n}")
    created_at = ASKED
    expires_at = factory.LazyAttribute(lambda row: row.created_at + timedelta(days=14))


def waiting(school: Organisation, **more: object) -> Joining:
    """Somebody who has confirmed the address and waits for a decision."""
    return JoiningFactory(organisation=school, confirmed_at=ASKED, **more)


def schools_around_merrow(near: Organisation, far: Organisation) -> None:
    """Two schools with a point, the first the nearer; postcodes and outcodes around them."""
    for school, east in ((near, 400_500), (far, 460_000)):
        school.easting, school.northing = east, 300_000
        school.save(update_fields=["easting", "northing"])
    Outcode.objects.update_or_create(outcode="ZY1", defaults={"point": MERROW, "region": "South West"})
    Outcode.objects.update_or_create(outcode="ZX1", defaults={"point": Point(250_000, 700_000), "region": "Scotland"})
    Postcode.objects.create(postcode="ZY1 1AA", point=MERROW, country="England")

"""People on their way in."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from frontdoor.organisations.models import Joining, Organisation, Role
from tests.factories import SchoolFactory

ASKED = datetime(2026, 11, 2, 9, tzinfo=UTC)


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

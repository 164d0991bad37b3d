"""An open offer of an employer in Hugo's area, with Emma in it; somebody reports it."""

from datetime import UTC, datetime

import pytest
import time_machine

from frontdoor.organisations.models import Role
from tests.factories import OrganisationFactory, member
from tests.workexperience.factories import CheckFactory, EmployerFactory, OfferFactory, SessionFactory
from workexperience.models import ReportKind
from workexperience.reports import actions

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
SAID = {"kind": ReportKind.UNSAFE, "words": "The saw has no guard.", "email": "worried@people.example"}


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def offer_of(council, name="Larch and Loom"):
    employer = EmployerFactory(organisation=OrganisationFactory(name=name, council=council))
    CheckFactory(employer=employer, accepted_by_hub=True)
    offer = OfferFactory(employer=employer, title="A week in the workshop")
    SessionFactory(offer=offer)
    return offer


@pytest.fixture
def offer(council):
    return offer_of(council)


@pytest.fixture
def emma(offer):
    return member("emma@larch.example", "Emma Bright", offer.employer.organisation, Role.EMPLOYER)


def send(offer, now=NOW, **more):
    return actions.send(offer_id=offer.pk, **(SAID | more), now=now)

"""A body by its number."""

import pytest

from frontdoor.organisations.models import Kind
from frontdoor.organisations.register.queries import by_number
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_a_body_is_found_by_urn_and_by_ukprn(here) -> None:
    training = OrganisationFactory(kind=Kind.PROVIDER, ukprn=90_000_009)
    assert by_number(900_001) == here
    assert by_number(90_000_009) == training
    assert by_number(1) is None
    assert by_number(10**12) is None
    OrganisationFactory(kind=Kind.PROVIDER, ukprn=90_000_009)
    assert by_number(90_000_009) is None

"""What the tests of blocks share: see `tests/guidance/booking/people.py`. Orders of more than 10 sessions wait."""

import pytest

from guidance.models import TimeOffer
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.factories import TimeOfferFactory


@pytest.fixture
def offer(service) -> TimeOffer:
    return TimeOfferFactory(service=service, confirms_up_to=10, least_sessions=5)

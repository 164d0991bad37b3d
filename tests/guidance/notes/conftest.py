"""What the tests of notes share: see `tests/guidance/booking/people.py`."""

import pytest
from django.test import Client

from guidance.models import Meeting
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import book


@pytest.fixture
def as_ada(ada, at_nine, signed_in) -> Client:
    return signed_in(ada.user)


@pytest.fixture
def booked(mia, ada) -> Meeting:
    """Mia has booked Ada for Monday at 9, by phone."""
    return book(mia, ada)

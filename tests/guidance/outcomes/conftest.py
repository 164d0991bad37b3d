"""What the tests of outcomes share: see `tests/guidance/booking/people.py`. Mia has met Ada on Monday at 9, by phone."""

import pytest
from django.test import Client

from guidance.models import Meeting
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import TEN, book


@pytest.fixture
def booked(mia, ada) -> Meeting:
    return book(mia, ada)


@pytest.fixture
def after_it(booked, time_machine) -> None:
    """The pages' clock stands at ten, a quarter of an hour after the meeting."""
    time_machine.move_to(TEN, tick=False)


@pytest.fixture
def as_ada(after_it, ada, signed_in) -> Client:
    return signed_in(ada.user)

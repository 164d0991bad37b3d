"""What the tests of outcomes share: see `tests/guidance/booking/people.py`."""

from tests.guidance.booking.people import *  # noqa: F403

"""What the tests of selling share: see `tests/guidance/booking/people.py`."""

from tests.guidance.booking.people import *  # noqa: F403

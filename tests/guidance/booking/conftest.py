"""What the tests of booking share: see `tests/guidance/booking/people.py`."""

from tests.guidance.booking.people import *  # noqa: F403

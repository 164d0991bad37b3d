"""What the tests of filling share: see `tests/guidance/booking/people.py`."""

from tests.guidance.booking.people import *  # noqa: F403

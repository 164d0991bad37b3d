"""What the tests of blocks share: see `tests/guidance/booking/people.py`."""

from tests.guidance.booking.people import *  # noqa: F403

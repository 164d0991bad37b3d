"""What the tests of meetings share: the people of booking."""

from tests.guidance.booking.people import *  # noqa: F403

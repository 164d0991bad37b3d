"""What the tests of feedback share: the people of booking, and a meeting at which Mia was."""

from datetime import timedelta

import pytest

from guidance.models import Meeting, Outcome
from guidance.outcomes import actions
from guidance.outcomes.actions import Said
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import TEN, book


@pytest.fixture
def met(mia, ada) -> Meeting:
    """On Monday 14 September 2026 at 9am; said at 10am that she came."""
    made = book(mia, ada)
    return actions.record(meeting_id=made.pk, outcome=Outcome.ATTENDED, said=Said("Talked."), by=ada.user, now=TEN)


@pytest.fixture
def next_day(time_machine):
    """The pages' clock stands a day after the meeting."""
    time_machine.move_to(TEN + timedelta(days=1), tick=False)

"""A confirmed placement of a pupil of `here` in the first week of March 2027."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.ground.keys import hashed
from tests.workexperience.answers.conftest import NOW, SOL, again, asked, ed, employer, erin, week, with_birth
from workexperience.answers import actions
from workexperience.models import Application, Day

__all__ = ["SOL", "again", "asked", "ed", "employer", "erin", "week", "with_birth"]
MONDAY, FRIDAY = date(2027, 3, 1), date(2027, 3, 5)
MORNING = datetime(2027, 3, 1, 9, 40, tzinfo=UTC)
TOKEN = "t" * 43


@pytest.fixture
def clock():
    """`clock(when)`: from then on it is this time."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller.move_to


@pytest.fixture
def one(clock: Callable, week, here, erin, amina) -> Application:
    """Confirmed; the link of its supervisor is `TOKEN`."""
    made = asked(week, institution=here)
    actions.accept(application_id=made.pk, supervision=SOL, by=erin, now=NOW)
    Application.objects.filter(pk=made.pk).update(link_hash=hashed(TOKEN))
    return again(made)


def day_of(application: Application, day: date = MONDAY) -> Day:
    """The placement's day as it is stored now."""
    return application.days.get(day=day)

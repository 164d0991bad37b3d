"""A learner of `here` with an account, and an offer with days."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.factories import SessionFactory

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
TYPED = {"why": "I like to mend things.", "hopes": "How a workshop plans its day."}


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def zara(here):
    """In Year 11 at `here`, fifteen years old, with an account."""
    account = UserFactory(email="zara@people.example", full_name="Zara Inventedson")
    learner = LearnerFactory(account=account, given_names="Zara", date_of_birth=date(2011, 6, 3))
    return enrolled(here, learner=learner).learner


@pytest.fixture
def week():
    return SessionFactory()

"""A pupil with an account, in the autumn of 2026."""

from datetime import UTC, datetime

import pytest
import time_machine

from frontdoor.record.models import Learner
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _autumn():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sami(here) -> Learner:
    """On the roll here, and signs in."""
    learner = LearnerFactory(given_names="Sami", account=UserFactory(email="sami@home.example"))
    return enrolled(here, learner=learner).learner

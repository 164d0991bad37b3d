"""A pupil with an account at `here`, at whom amina has looked."""

from datetime import UTC, datetime

import pytest

from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Learner, Look
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, enrolled

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def learner(here) -> Learner:
    return enrolled(here, learner=LearnerFactory(given_names="Asha", account=UserFactory())).learner


@pytest.fixture
def look(here, amina, learner) -> Look:
    looked(by=amina, institution=here, learners=[learner.pk], page="Pupil page", now=NOW)
    return Look.objects.get()

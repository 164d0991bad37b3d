"""Mia's school has bought ten sessions of Ada's service; see `tests/guidance/booking/people.py`."""

from collections.abc import Callable
from datetime import date

import pytest

from frontdoor.record.models import Learner
from guidance.models import Block
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.factories import bought
from tests.record.factories import LearnerFactory, enrolled

SIXTEEN = date(2010, 9, 2)


@pytest.fixture
def block(here, service, ada) -> Block:
    """For Years 10 and 11, by video and phone."""
    return bought(here, service)


@pytest.fixture
def pupils(here) -> Callable[..., list[Learner]]:
    """`pupils(3)`: three in Year 11, of 16, with an address on the roll."""

    def make(
        number: int, *, institution=here, born: date | None = SIXTEEN, prefix: str = "p", **facts
    ) -> list[Learner]:
        made = []
        for count in range(number):
            learner = LearnerFactory(given_names=f"Given{prefix}{count}", date_of_birth=born)
            enrolled(institution, learner=learner, **{"email": f"{prefix}{count}@pupils.example"} | facts)
            made.append(learner)
        return made

    return make

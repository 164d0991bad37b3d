"""A school, a service with one adviser that sells sessions by video and phone, pupils of Years 10 and 11, and the day.

It is Monday 23 November 2026. See `tests/guidance/supplies/conftest.py`.
"""

from typing import Any

import pytest
from django.test import Client

from frontdoor.record.models import Learner
from guidance.models import TimeOffer
from tests.guidance.factories import TimeOfferFactory, able_adviser
from tests.guidance.supplies.conftest import *  # noqa: F403
from tests.record.factories import enrolled

FIRST = {"first_day_day": "30", "first_day_month": "11", "first_day_year": "2026"}
ANSWERS: dict[str, Any] = {"sessions": "12", "years": ["10", "11"], "order_number": "PO 77"} | FIRST
KEY = "0123456789abcdef" * 2


@pytest.fixture
def offer(service) -> TimeOffer:
    able_adviser(service.organisation)
    return TimeOfferFactory(service=service, least_sessions=5)


@pytest.fixture
def pupils(here) -> list[Learner]:
    """Two of Year 11, one of Year 10."""
    return [enrolled(here, year_group=year).learner for year in (11, 11, 10)]


@pytest.fixture
def as_amina(amina, signed_in, at_now) -> Client:
    return signed_in(amina)

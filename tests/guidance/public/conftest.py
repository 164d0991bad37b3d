"""Ada is an adviser who chose to be shown and with whom somebody can be booked; the day is a Monday in autumn."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

from guidance.models import Adviser, Service
from tests.guidance.factories import ServiceFactory, able_adviser

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def service(db: None) -> Service:
    return ServiceFactory(organisation__name="Invented Advisers", about="We listen.")


def showing(service: Service, number: int = 0, **facts: object) -> Adviser:
    """An adviser of the service who is shown."""
    adviser = able_adviser(service.organisation, f"ada{number}@advisers.example", f"Ada Viser {number:02}")
    facts = {"is_public": True, "channels": ["video"]} | facts
    for name, value in facts.items():
        setattr(adviser, name, value)
    adviser.save(update_fields=[*facts])
    return adviser


@pytest.fixture
def ada(service: Service) -> Adviser:
    return showing(
        service,
        about="I was an engineer.\nNow I listen.",
        languages=["pl", "bsl"],
        specialisms=["send"],
        channels=["face-to-face", "video"],
        areas=["North West", "London"],
    )

"""What `/to-do/` says to a hub and to the department."""

from datetime import UTC, datetime

import pytest

from frontdoor.oversight.inbox import due
from tests.benchmarks.factories import ReturnFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def said(user) -> list[str]:
    return [each.what for each in due(user, NOW)]


def test_hub_is_told_how_many_have_not_yet_reported_and_cannot_be_reached(hugo, here, elsewhere, beyond, amina):
    assert said(hugo) == [
        "2 institutions have not yet reported this year",
        "1 institution has no contact, so no reminder can reach them",
    ]


def test_nothing_is_said_when_all_have_reported(hugo, here):
    ReturnFactory(organisation=here, submitted=True)

    assert said(hugo) == []


def test_a_school_is_told_nothing_from_this_room(amina, here):
    assert said(amina) == []

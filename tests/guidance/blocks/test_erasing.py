"""A record that is erased leaves that a session was used, and nothing of whom it was for."""

import pytest

from frontdoor.record.erasing.actions import erase
from guidance.blocks import queries, words
from guidance.models import Draw, Meeting
from tests.guidance.booking.people import NINE, NOW, book
from tests.guidance.factories import bought

pytestmark = pytest.mark.django_db


def test_session_of_an_erased_record_stays_used_without_its_meeting(here, service, supplied, mia, ada) -> None:
    supplied.delete()
    block = bought(here, service, 3)
    book(mia, ada)
    erase(learner=mia, now=NOW)
    assert not Meeting.objects.exists()
    draw = Draw.objects.get()
    assert (draw.meeting, draw.day) == (None, NINE.date())
    assert queries.left_of(block) == 2
    said = words.line(draw, NOW)
    assert (said.when, said.reference, said.says) == ("14 September 2026", "Record erased", "Used")

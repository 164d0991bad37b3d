"""A meeting that is booked can be moved, whatever became of its block since; and it stays with the school that paid for it."""

from datetime import timedelta

import pytest

from frontdoor.record.models import Sort
from guidance.blocks import queries
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.days import left
from guidance.meetings import moving
from guidance.meetings.doors import Door
from guidance.models import Block, Channel, Draw, Meeting
from tests.factories import SchoolFactory
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import BlockFactory, bought
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def block(here, service, mia, supplied) -> Block:
    supplied.delete()
    return bought(here, service, 1)


def move(made: Meeting, adviser, start=TEN) -> Meeting:
    return actions.move(meeting_id=made.pk, chosen=Chosen(adviser.pk, start, Channel.PHONE), by=adviser.user, now=NOW)


def ended(block: Block) -> None:
    Block.objects.update(ended_at=NOW, ended_by=block.ordered_by)


def used_up(block: Block) -> None:
    assert queries.left_of(block) == 0


@pytest.mark.parametrize("became", [used_up, ended])
def test_meeting_of_a_block_that_is_used_up_or_ended_can_be_moved(block, mia, ada, became) -> None:
    made = book(mia, ada)
    became(block)
    door = Door(made, mia.account)
    assert moving.times(door, moving.Asked(Channel.PHONE), NOW).slots
    assert left.why_nobody(made, NOW) == ""
    assert move(made, ada).during.lower == TEN
    assert [(one.block, one.given_back_at) for one in Draw.objects.all()] == [(block, None)]


def test_moved_meeting_keeps_its_block_though_another_one_ends_sooner(block, mia, ada) -> None:
    made = book(mia, ada)
    BlockFactory(offer=block.offer, institution=block.institution, last_day=NOW + timedelta(days=30))
    move(made, ada)
    assert Draw.objects.get().block == block


def test_no_other_school_pays_for_a_moved_meeting(block, here, mia, ada, service) -> None:
    other = SchoolFactory()
    enrolled(other, learner=mia, sort=Sort.OTHER)
    made = book(mia, ada, institution_id=here.pk)
    bought(other, service, offer=block.offer, last_day=NOW + timedelta(days=30))
    assert move(made, ada).institution == here
    assert [one.block for one in Draw.objects.all()] == [block]
    assert made.during.lower == NINE

"""Each booking draws one session; what is cancelled in time, or by the service, goes back; the last one is given once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from frontdoor.ground.refused import Refused
from guidance.blocks import queries
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.booking.ways import ways
from guidance.models import Block, Channel, Draw, GivenBack, Meeting, Supply
from tests.guidance.booking.people import ANSWERS, NINE, NOW, ONE, TEN, book
from tests.guidance.factories import BlockFactory, WeeklyFactory, able_adviser, bought
from tests.record.factories import enrolled

pytestmark = pytest.mark.django_db
THREE = 3


@pytest.fixture
def block(here, service, mia, supplied) -> Block:
    supplied.delete()
    return bought(here, service, THREE)


def cancel(made: Meeting, by, now) -> None:
    actions.cancel(meeting_id=made.pk, because="", by=by, now=now)


def test_booking_draws_one_session(block, mia, ada) -> None:
    made = book(mia, ada)
    draw = Draw.objects.get()
    assert (draw.block, draw.meeting, draw.day, draw.given_back_at) == (block, made, date(2026, 9, 14), None)
    assert queries.left_of(block) == THREE - 1
    assert book(mia, ada) == made
    assert Draw.objects.count() == 1


def test_block_that_is_used_up_is_no_way(block, mia, ada, here) -> None:
    Block.objects.update(sessions=1)
    book(mia, ada)
    other = enrolled(here, email="other@pupils.example").learner
    assert ways(other, now=NOW) == []
    with pytest.raises(Refused, match="no longer free"):
        book(other, ada, TEN, by=ada.user)


def test_block_is_for_its_days_years_and_ways_of_meeting(block, mia, ada, here) -> None:
    assert [way.block_id for way in ways(mia, now=NOW)] == [block.pk]
    with pytest.raises(Refused, match="no longer free"):
        book(mia, ada, ONE, Channel.FACE)  # bought by video and phone
    assert ways(enrolled(here, year_group=9).learner, now=NOW) == []
    Block.objects.update(last_day=date(2026, 9, 13))
    with pytest.raises(Refused, match="no longer free"):
        book(mia, ada)


def test_session_goes_back_when_cancelled_in_time_and_stays_used_when_late(block, mia, ada) -> None:
    cancel(book(mia, ada), mia.account, NINE - timedelta(hours=48))
    assert Draw.objects.get().because == GivenBack.IN_TIME
    late = book(mia, ada, TEN)
    cancel(late, mia.account, TEN - timedelta(hours=47))
    assert queries.left_of(block) == THREE - 1
    assert Draw.objects.get(meeting=late).given_back_at is None


def test_session_goes_back_whenever_the_service_cancels(block, mia, ada, lena) -> None:
    for by in (ada.user, lena):
        cancel(book(mia, ada), by, NINE - timedelta(hours=1))
    assert [one.because for one in Draw.objects.all()] == [GivenBack.BY_SERVICE] * 2
    assert queries.left_of(block) == THREE


def test_move_keeps_the_session_and_says_the_new_day(block, mia, ada) -> None:
    WeeklyFactory(adviser=ada, weekday=2)
    made = book(mia, ada)
    later = NINE + timedelta(days=2)
    actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, later, Channel.PHONE), by=mia.account, now=NOW)
    assert [(one.day, one.given_back_at) for one in Draw.objects.all()] == [(date(2026, 9, 16), None)]


def test_move_to_another_supplier_gives_the_session_back(block, mia, ada, here, adults) -> None:
    made = book(mia, ada)
    other = adults.advisers.get()
    Supply.objects.create(
        institution=here, service=adults, year_groups=[11], first_day=NOW, created_by=ada.user, created_at=NOW
    )
    actions.move(meeting_id=made.pk, chosen=Chosen(other.pk, NINE, Channel.PHONE), by=mia.account, now=NOW)
    assert Draw.objects.get().because == GivenBack.MOVED
    assert queries.left_of(block) == THREE


def test_block_that_ends_first_is_drawn_first(block, mia, ada) -> None:
    first = BlockFactory(offer=block.offer, institution=block.institution, last_day=date(2026, 10, 1))
    book(mia, ada)
    assert Draw.objects.get().block == first


@pytest.mark.django_db(transaction=True)
def test_last_session_is_given_once_of_many_who_want_it(block, here, ada, service) -> None:
    Block.objects.update(sessions=2)
    advisers = [ada, *(able_adviser(service.organisation, f"a{n}@advisers.example", f"Ad {n}") for n in range(5))]
    for one in advisers[1:]:
        WeeklyFactory(adviser=one)
    people = [enrolled(here, email=f"p{n}@pupils.example").learner for n in range(6)]

    def one(number: int) -> bool:
        try:
            actions.book(
                learner=people[number],
                chosen=Chosen(advisers[number].pk, NINE, Channel.PHONE),
                answers=ANSWERS,
                booked_as="staff",
                by=ada.user,
                now=NOW,
            )
        except Refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        won = sum(pool.map(one, range(6)))
    assert won == Meeting.objects.count() == Draw.objects.count() == 2

"""What is stored becomes the pass: who gets which time, who is left and why; in the same number of queries for any list."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.organisations.models import TermDates
from frontdoor.record.carers.queries import age_of, ages_of
from frontdoor.record.models import Enrolment
from guidance.booking import yeses
from guidance.filling import plan
from guidance.filling.rules import Left, Placed, Why
from guidance.models import BlockedPeriod, Channel, ParentalYes, VideoYes, Weekly
from tests.factories import UserFactory
from tests.guidance.booking.people import NINE, NOW, TEN
from tests.guidance.factories import BlockFactory, able_adviser, bought, meeting
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MOST = 20


def fill(here, by, *people):
    return plan.read(here, [one.pk for one in people], by=by, now=NOW).fill()


def starts(done) -> list[datetime | str]:
    return [one.time.start if isinstance(one, Placed) else one.why for one in done]


def test_first_free_times_are_given_in_the_order_of_the_list(here, amina, block, pupils) -> None:
    first, second, third = pupils(3)
    done = fill(here, amina, third, first, second)
    assert [one.pupil for one in done] == [third.pk, first.pk, second.pk]
    assert starts(done) == [NINE, TEN, TEN + HOUR]
    assert {one.channel for one in done} == {Channel.VIDEO}
    assert {one.block_id for one in done} == {block.pk}


def test_who_has_a_meeting_is_left_with_its_day(here, amina, block, ada, pupils) -> None:
    has, hasnt = pupils(2)
    meeting(ada, TEN, TEN + HOUR, learner=has, institution=here)
    done = fill(here, amina, has, hasnt)
    assert (done[0].why, done[0].day) == (Why.HAS_ONE, date(2026, 9, 14))
    assert done[1].time.start == NINE


def test_meeting_that_the_school_knows_nothing_of_is_not_told_and_in_the_way(
    here, amina, block, adults, pupils
) -> None:
    (one,) = pupils(1)
    meeting(adults.advisers.get(), NINE, NINE + HOUR, learner=one)
    assert starts(fill(here, amina, one)) == [TEN]


def test_year_group_without_a_block_and_with_one_that_is_used_up(here, amina, block, pupils) -> None:
    (nine,), (eleven,) = pupils(1, year_group=9, prefix="nine"), pupils(1)
    block.sessions = 1
    block.save()
    other = enrolled(here, email="o@pupils.example", learner=LearnerFactory(date_of_birth=date(2010, 1, 1))).learner
    assert starts(fill(here, amina, nine, eleven, other)) == [Why.NOT_COVERED, NINE, Why.NO_SESSION]
    assert starts(fill(here, amina, nine)) == [Why.NOT_COVERED]


def test_yeses_decide_whether_somebody_is_met(here, amina, block, pupils) -> None:
    (young,), (child,) = pupils(1, born=date(2011, 3, 4)), pupils(1, born=date(2014, 3, 4), prefix="c")
    assert starts(fill(here, amina, young, child)) == [Why.NO_VIDEO, Why.NO_PARENT]
    VideoYes.objects.create(institution=here, created_by=amina, created_at=NOW)
    assert starts(fill(here, amina, young, child)) == [NINE, Why.NO_PARENT]
    said = {"said_on": date(2026, 9, 1), "until": date(2026, 9, 30), "created_by": amina, "created_at": NOW}
    ParentalYes.objects.create(learner=child, agreed_to="meetings", name="Kim", **said)
    assert starts(fill(here, amina, young, child)) == [NINE, TEN]


def test_by_phone_where_a_number_is_known(here, amina, block, ada, pupils) -> None:
    Weekly.objects.filter(place=None).update(channels=[Channel.PHONE])
    known, unknown = pupils(2)
    over = NOW - timedelta(days=7)
    meeting(ada, over, over + HOUR, learner=known, institution=here, phone="01632 960 111")
    done = fill(here, amina, unknown, known)
    assert [one.why if isinstance(one, Left) else one.channel for one in done] == [Why.NO_PHONE, Channel.PHONE]


def test_period_blocks_its_year_group_only(here, amina, block, pupils) -> None:
    (ten,), (eleven,) = pupils(1, year_group=10, prefix="ten"), pupils(1)
    BlockedPeriod.objects.create(
        institution=here, year_group=11, first_day=date(2026, 9, 1), last_day=date(2026, 9, 18), weekdays=[0],
        starts_at=time(9), ends_at=time(11), created_by=amina, created_at=NOW,
    )  # fmt: skip
    assert starts(fill(here, amina, eleven, ten)) == [TEN + HOUR, NINE]
    BlockedPeriod.objects.update(last_day=date(2027, 7, 31), weekdays=[], starts_at=None, ends_at=None)
    assert starts(fill(here, amina, eleven, ten)) == [Why.BLOCKED, NINE]


def test_nobody_is_sent_to_a_meeting_on_a_holiday_or_at_a_weekend(here, council, amina, block, ada, pupils) -> None:
    Weekly.objects.filter(adviser=ada, weekday=0).update(weekday=5)
    Weekly.objects.filter(adviser=ada, weekday=1).delete()
    (one,) = pupils(1)
    assert starts(fill(here, amina, one)) == [Why.NO_TIME]
    Weekly.objects.filter(adviser=ada).update(weekday=0)
    term = {"first_day": date(2026, 9, 21), "last_day": date(2026, 12, 18), "year": "2026-27", "term": "autumn"}
    TermDates.objects.create(council=council, **term)
    assert starts(fill(here, amina, one)) == [NINE + timedelta(days=7)]


def test_adult_meets_whom_a_child_may_not(here, amina, block, ada, pupils) -> None:
    ada.proofs.filter(kind="dbs").update(name="Basic")
    (grown,), (young,) = pupils(1, born=date(2008, 1, 1), prefix="g"), pupils(1)
    done = fill(here, amina, young, grown)
    assert done[0].why == Why.NO_TIME
    fresh = plan.read(here, [grown.pk, young.pk], by=amina, now=NOW)
    assert [one.is_child for one in fresh.pupils.values()].count(False) == 1


def test_who_left_the_roll_is_counted_and_not_named(here, elsewhere, amina, block, pupils) -> None:
    (mine,), (theirs,) = pupils(1), pupils(1, institution=elsewhere, prefix="x")
    desk = plan.read(here, [theirs.pk, mine.pk, 2_000_000_000], by=amina, now=NOW)
    assert (desk.ids, desk.gone, list(desk.listed)) == ((mine.pk,), 2, [mine.pk])


def test_block_that_ends_first_is_drawn_as_booking_draws_it(here, amina, block, pupils) -> None:
    first = BlockFactory(offer=block.offer, institution=here, sessions=1, last_day=date(2026, 10, 1))
    assert [one.block_id for one in fill(here, amina, *pupils(2))] == [first.pk, block.pk]


def test_another_schools_blocks_are_not_ours(here, elsewhere, amina, block, service, pupils) -> None:
    (theirs,) = pupils(1, institution=elsewhere)
    assert starts(fill(elsewhere, amina, theirs)) == [Why.NOT_COVERED]
    bought(elsewhere, service, sessions=1)
    assert starts(fill(elsewhere, amina, theirs)) == [NINE]


@pytest.mark.parametrize("number", [1, 8])
def test_pass_asks_the_same_number_of_queries(number, here, amina, block, service, pupils) -> None:
    for count in range(number):
        able_adviser(service.organisation, f"a{count}@x.example", f"Ad {count}")
        BlockFactory(offer=block.offer, institution=here)
    people = pupils(number, born=None)
    with CaptureQueriesContext(connection) as queries:
        fill(here, amina, *people)
    assert len(queries) <= MOST


def test_batched_reads_say_what_the_single_ones_say(here, amina, pupils) -> None:
    people = [
        *pupils(1),
        *pupils(1, born=None, year_group=12, prefix="y"),
        *pupils(1, born=None, year_group=None, prefix="n"),
    ]
    left = enrolled(here, year_group=8, learner=LearnerFactory(date_of_birth=None), started_on=date(2024, 9, 1))
    Enrolment.objects.filter(pk=left.pk).update(ended_on=date(2025, 7, 31))
    older = enrolled(here, year_group=5, learner=left.learner, started_on=date(2021, 9, 1))
    Enrolment.objects.filter(pk=older.pk).update(ended_on=date(2026, 8, 31))
    account = LearnerFactory(account=UserFactory(), date_of_birth=date(2015, 1, 1))
    said = {"agreed_to": "video", "name": "Kim", "created_by": amina, "created_at": NOW}
    ParentalYes.objects.create(learner=account, said_on=date(2026, 9, 1), until=date(2026, 9, 20), **said)
    people += [left.learner, account]
    ages, known = ages_of(people), yeses.known(people, here.pk)
    for one in people:
        assert ages[one.pk] == age_of(one)
        for day in (date(2026, 9, 15), date(2026, 9, 25)):
            assert known[one.pk].on(day) == yeses.yeses(one, here.pk, on=day)
    assert replace(known[account.pk], school=True).on(date(2026, 9, 25)).school_to_video

"""Why an adviser may see a learner: opened with the booking, ended at once, and nobody else's."""

from datetime import date, timedelta

import pytest

from frontdoor.organisations.access import Can
from frontdoor.organisations.models import Membership, Role
from frontdoor.record.access import learners_seen
from frontdoor.record.carers.queries import children_of
from frontdoor.record.models import Reason, ReasonKind, ReasonScope
from guidance.booking import actions, reasons
from guidance.booking.actions import Chosen
from guidance.models import Channel
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser

DAY = date(2026, 9, 9)
AFTER = date(2026, 10, 12)  # 28 days after the meeting


@pytest.fixture
def bea(service):
    adviser = able_adviser(service.organisation, "bea@advisers.example", "Bea Viser")
    WeeklyFactory(adviser=adviser)
    return adviser


def seen_by(adviser, day: date = DAY) -> list:
    return list(learners_seen(adviser.user, Can.SEE_LEARNERS, today=day))


def move(meeting, adviser, start=TEN):
    return actions.move(meeting_id=meeting.pk, chosen=Chosen(adviser.pk, start, Channel.PHONE), by=None, now=NOW)


def test_adviser_sees_the_learner_from_the_booking_to_the_end_of_follow_up(mia, ada, bea, lena) -> None:
    book(mia, ada)
    assert seen_by(ada) == seen_by(ada, AFTER) == [mia]
    assert seen_by(ada, AFTER + timedelta(days=1)) == seen_by(bea) == []
    assert list(learners_seen(lena, Can.SEE_LEARNERS, today=DAY)) == []


def test_adviser_is_no_parent_and_does_nothing_that_a_school_does(mia, ada) -> None:
    book(mia, ada)
    assert list(children_of(ada.user, today=DAY)) == []
    others = set(Can) - {Can.SEE_LEARNERS}
    assert not any(learners_seen(ada.user, can, today=DAY).exists() for can in others)
    scopes = [ReasonScope.PLAN, ReasonScope.CARD]
    assert not learners_seen(ada.user, Can.SEE_LEARNERS, today=DAY, scopes=scopes).exists()


def test_cancelling_ends_it_at_once_and_says_by_whom(mia, ada) -> None:
    made = book(mia, ada)
    actions.cancel(meeting_id=made.pk, because="", by=mia.account, now=NOW)
    assert seen_by(ada) == []
    reason = Reason.objects.get(source_key=reasons.key_of(made))
    assert (reason.ended_at, reason.ended_by) == (NOW, mia.account)


def test_who_had_a_meeting_before_it_moved_sees_the_learner_no_more(mia, ada, bea) -> None:
    made = book(mia, ada)
    move(made, bea)
    assert (seen_by(ada), seen_by(bea)) == ([], [mia])
    move(made, ada)
    assert (seen_by(ada), seen_by(bea)) == ([mia], [])


def test_one_reason_is_open_however_often_a_meeting_moves(mia, ada) -> None:
    made = book(mia, ada)
    for start in (TEN, NINE, NINE + timedelta(weeks=2)):
        move(made, ada, start)
    (reason,) = Reason.objects.filter(kind=ReasonKind.BOOKED, ended_at=None)
    assert reason.source_key == f"guidance.meeting:{made.pk}:3"
    assert reason.until == AFTER + timedelta(weeks=2)


def test_two_meetings_have_a_reason_each(mia, ada) -> None:
    first, _second = book(mia, ada), book(mia, ada, TEN)
    actions.cancel(meeting_id=first.pk, because="", by=None, now=NOW)
    assert seen_by(ada) == [mia]


def test_adviser_who_leaves_sees_nobody_and_who_comes_back_those_to_come(mia, ada, bea, at_nine) -> None:
    book(mia, ada)
    book(mia, bea, TEN)
    membership = Membership.objects.get(user=ada.user)
    membership.ended_at, membership.ended_by = NOW, ada.user
    membership.save()
    assert seen_by(ada) == []
    assert seen_by(bea) == [mia]

    Membership.objects.create(user=ada.user, organisation=membership.organisation, role=Role.ADVISER, created_at=NOW)
    assert seen_by(ada) == [mia]


def test_adviser_who_comes_back_does_not_see_whom_they_met_before(mia, ada, time_machine) -> None:
    book(mia, ada)
    time_machine.move_to(TEN + timedelta(days=1), tick=False)
    membership = Membership.objects.get(user=ada.user)
    assert seen_by(ada, AFTER) == [mia]
    membership.ended_at, membership.ended_by = TEN, ada.user
    membership.save()
    Membership.objects.create(user=ada.user, organisation=membership.organisation, role=Role.ADVISER, created_at=TEN)
    assert seen_by(ada, AFTER) == []

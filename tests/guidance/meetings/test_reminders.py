"""Reminders: 7 days and 1 day before, once each, in the hours that the clock in England shows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from guidance.booking import actions
from guidance.booking.actions import Chosen
from guidance.meetings.reminders import remind, stage_of
from guidance.models import BookedAs, Channel
from guidance.tasks import remind_of_meetings
from tests.guidance.booking.people import NINE, book
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
DAY = timedelta(days=1)
LATER = NINE + 14 * DAY  # Monday 28 September, 9am


def subjects() -> list[str]:
    return list(Letter.objects.filter(kind="meeting-reminder").order_by("pk").values_list("subject", flat=True))


@pytest.mark.parametrize(
    ("days_left", "given_before", "stage"),
    [(8, 20, None), (7, 20, 7), (7, 8, 7), (7, 7, None), (4, 20, 7), (4, 5, None), (1, 20, 1), (1, 3, 1), (1, 1, None),
     (0, 2, 1), (0, 1, None)],
)  # fmt: skip
def test_the_nearest_stage_is_due_unless_the_time_was_given_later(days_left, given_before, stage):
    today = date(2026, 9, 21)
    day = today + timedelta(days=days_left)
    assert stage_of(day, day - timedelta(days=given_before), today) == stage


def test_two_letters_once_each(mia, ada):
    made = book(mia, ada, LATER)
    for days in (9, 8, 7, 6, 2, 1):
        for hour in range(2):
            remind(now=LATER - days * DAY + timedelta(hours=hour))
    assert subjects() == [
        "Your meeting with a careers adviser is in 7 days",
        "Your meeting with a careers adviser is tomorrow",
    ]
    letter = Letter.objects.filter(kind="meeting-reminder").first()
    assert letter.to == "mia@pupils.example"
    assert "Monday 28 September 2026, 9am to 9:45am" in letter.text
    assert "/guidance/meeting/?key=" in letter.text
    assert "Sade Guard" in letter.text  # whom they can turn to
    assert letter.because == f"guidance.meeting:{made.pk}:0"


def test_a_missed_run_catches_up_with_one_letter(mia, ada):
    book(mia, ada, LATER)
    remind(now=LATER - 4 * DAY)
    remind(now=LATER - timedelta(hours=1))
    assert subjects() == [
        "Your meeting with a careers adviser is in 4 days",
        "Your meeting with a careers adviser is today",
    ]


def test_booked_three_days_before_gets_the_last_one_only(mia, ada):
    book(mia, ada, NINE, now=NINE - 3 * DAY)
    for days in (3, 2, 1):
        remind(now=NINE - days * DAY + timedelta(minutes=1))
    assert subjects() == ["Your meeting with a careers adviser is tomorrow"]


def test_a_meeting_that_is_moved_begins_anew_and_a_cancelled_one_is_silent(mia, ada):
    made = book(mia, ada, LATER)
    remind(now=LATER - 7 * DAY)
    (first,) = Letter.objects.filter(kind="meeting-reminder")
    assert is_wanted(first, now=LATER - 7 * DAY)
    actions.move(
        meeting_id=made.pk, chosen=Chosen(ada.pk, LATER + 7 * DAY, Channel.PHONE), by=None, now=LATER - 6 * DAY
    )
    assert not is_wanted(first, now=LATER - 6 * DAY)
    remind(now=LATER - DAY)
    assert len(subjects()) == 1
    remind(now=LATER)
    assert len(subjects()) == 2
    actions.cancel(meeting_id=made.pk, because="", by=None, now=LATER)
    remind(now=LATER + 6 * DAY)
    assert len(subjects()) == 2


def test_moved_to_a_day_that_is_near_gets_no_reminder_that_the_letter_about_it_makes_needless(mia, ada):
    made = book(mia, ada, LATER)
    actions.move(meeting_id=made.pk, chosen=Chosen(ada.pk, NINE, Channel.PHONE), by=None, now=NINE - 3 * DAY)
    remind(now=NINE - 2 * DAY)
    assert subjects() == []


def test_a_letter_that_comes_too_late_does_not_go(mia, ada):
    book(mia, ada, LATER)
    remind(now=LATER - DAY)
    letter = Letter.objects.get(kind="meeting-reminder")
    assert letter.expires_at == datetime(2026, 9, 27, 23, tzinfo=UTC)  # midnight in England: then it is not "tomorrow"
    assert not is_wanted(letter, now=LATER + timedelta(minutes=1))


def test_a_learner_without_an_account_is_reminded_at_the_rolls_address(ada, here, supplied, amina):
    learner = LearnerFactory(account=None, date_of_birth=date(2010, 1, 1))
    enrolled(here, learner=learner, email="22s@herefield.example")
    nobody = LearnerFactory(account=None, date_of_birth=date(2010, 1, 1))
    enrolled(here, learner=nobody, email="")
    for one, start in ((learner, LATER), (nobody, LATER + timedelta(hours=1))):
        book(one, ada, start, booked_as=BookedAs.STAFF, by=amina)
    assert remind(now=LATER - DAY) == 1
    assert Letter.objects.get(kind="meeting-reminder").to == "22s@herefield.example"


def test_clocks_that_change_between_reminder_and_meeting_change_nothing(mia, ada):
    """Summer time ends on Sunday 25 October 2026: the meeting on Monday is at 9am by the new clock."""
    monday = datetime(2026, 10, 26, 9, tzinfo=UTC)
    book(mia, ada, monday)
    remind(now=datetime(2026, 10, 18, 23, 30, tzinfo=UTC))  # Monday 19 October in England, 7 days before
    remind(now=datetime(2026, 10, 24, 23, 30, tzinfo=UTC))  # Sunday 25 October, half past midnight
    assert subjects() == [
        "Your meeting with a careers adviser is in 7 days",
        "Your meeting with a careers adviser is tomorrow",
    ]
    for letter in Letter.objects.filter(kind="meeting-reminder"):
        assert "Monday 26 October 2026, 9am to 9:45am" in letter.text
    assert letter.expires_at == datetime(2026, 10, 26, tzinfo=UTC)  # the day has 25 hours


def test_many_cost_as_few_queries_as_one(mia, ada, here, django_assert_max_num_queries):
    starts = [LATER, LATER + timedelta(hours=1), LATER + timedelta(hours=2)]
    for start in starts:
        book(mia, ada, start)
    with django_assert_max_num_queries(16):
        assert remind(now=LATER - DAY) == 3
    with django_assert_max_num_queries(7):
        assert remind(now=LATER - DAY) == 0


def test_the_task_does_it(mia, ada, time_machine):
    book(mia, ada, LATER)
    time_machine.move_to(LATER - DAY, tick=False)
    remind_of_meetings()
    assert len(subjects()) == 1

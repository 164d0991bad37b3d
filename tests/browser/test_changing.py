"""Journeys: a learner moves and cancels a meeting, signed in and by the letter's link; an adviser books one for a learner."""

import re
from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from frontdoor.ground.calendars import LONDON
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Kind
from frontdoor.record.models import Learner
from guidance.booking import actions
from guidance.booking.actions import Answers, Chosen
from guidance.booking.finding import Wanted, slots
from guidance.booking.ways import ways
from guidance.models import Adviser, BookedAs, Channel, Meeting, Topic
from guidance.times.stored import Asker
from guidance.times.words import day_with_weekday, hours
from tests.factories import OrganisationFactory, UserFactory
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/guidance/meeting/\?key=\w+")
ENOUGH = 3  # pages: the meeting, the times, and the meeting again


@pytest.fixture
def abel(db: None) -> Adviser:
    """Of the service for adults: by phone on every weekday."""
    place = OrganisationFactory(kind=Kind.ADULT_SERVICE, name="Invented Careers for Adults")
    adviser = able_adviser(place, "abel@adults.example", "Abel Stone")
    adviser.proofs.filter(kind="dbs").update(until=date(2099, 8, 31))
    for weekday in range(5):
        facts = {"starts_at": time(9), "ends_at": time(17), "channels": [Channel.PHONE.value]}
        WeeklyFactory(adviser=adviser, weekday=weekday, **facts)
    return adviser


@pytest.fixture
def pat(abel: Adviser) -> Learner:
    """An adult with an account."""
    account = UserFactory(email="pat@home.example", full_name="Pat Moss")
    return LearnerFactory(account=account, given_names="Pat", family_name="Moss", date_of_birth=date(1986, 5, 1))


def times(learner: Learner, number: int, *, moving: int | None = None) -> list[Any]:
    """The next free times of whoever they can meet."""
    now, asker = timezone.now(), Asker(learner.account_id, None, moving)
    return slots(ways(learner, now=now), Wanted(channel=Channel.PHONE), asker, now, most=number)


@pytest.fixture
def booked(abel: Adviser, pat: Learner) -> Meeting:
    """Pat has booked the next time."""
    (first,) = times(pat, 1)
    return actions.book(
        learner=pat,
        chosen=Chosen(abel.pk, first.time.start, Channel.PHONE),
        answers=Answers(Topic.NOT_SURE, phone="07700 900 982"),
        booked_as=BookedAs.LEARNER,
        by=pat.account,
        now=timezone.now(),
    )


def said(start: datetime, end: datetime) -> str:
    """A time as it is heard."""
    begins, ends = start.astimezone(LONDON), end.astimezone(LONDON)
    return f"{day_with_weekday(begins.date())}, {hours(begins.time(), ends.time())}"


def link(kind: str) -> str:
    """Where the letter leads."""
    found = LINK.search(Letter.objects.filter(kind=kind).latest("pk").text)
    assert found
    return found[0]


def move(visitor: Any, made: Meeting) -> list[str]:
    """From the meeting to another time of the same adviser; the pages on the way."""
    other = times(made.learner, 3, moving=made.pk)[2]
    seen = [visitor.heading]
    visitor.follow("Change the time")
    seen.append(visitor.heading)
    visitor.press("Change to this time")
    assert visitor.errors == ["Choose a time"]
    visitor.choose("Choose a time with Abel Stone", said(other.time.start, other.time.end))
    visitor.press("Change to this time")
    made.refresh_from_db()
    assert made.during.lower == other.time.start
    assert said(made.during.lower, made.during.upper) in visitor.heading
    return [*seen, visitor.heading]


def cancel(visitor: Any, made: Meeting) -> None:
    visitor.follow("Cancel the meeting")
    assert visitor.heading.endswith("Cancel this meeting?")
    visitor.press("Cancel the meeting")
    assert "Your meeting is cancelled" in visitor.text
    made.refresh_from_db()
    assert made.is_cancelled


def test_a_learner_who_is_signed_in_moves_and_cancels(visitor, pat, booked):
    visitor.sign_in(pat.account)
    visitor.open(f"/guidance/meetings/{booked.pk}/")
    assert len(move(visitor, booked)) == ENOUGH
    assert Letter.objects.filter(kind="meeting-moved", to="pat@home.example").count() == 1
    cancel(visitor, booked)
    assert booked.cancelled_by == pat.account


def test_whoever_has_the_letter_moves_and_cancels_without_signing_in(visitor, pat, booked):
    visitor.open(link("meeting-booked"))
    assert len(move(visitor, booked)) == ENOUGH
    visitor.open(link("meeting-moved"))
    cancel(visitor, booked)
    assert booked.cancelled_by is None
    assert Letter.objects.filter(kind="meeting-adviser-off").count() == 1


def test_an_adviser_books_the_next_meeting_for_a_learner(visitor, abel, pat, booked):
    visitor.sign_in(abel.user)
    visitor.open(f"/guidance/for/{pat.pk}/")
    seen = [visitor.heading]
    visitor.press("Continue")
    assert "Choose a time" in visitor.errors
    other = times(pat, 1)[0].time
    visitor.choose("Which time?", said(other.start, other.end))
    visitor.press("Continue")
    seen.append(visitor.heading)
    assert "The time is kept for you until" in visitor.text
    visitor.press("Book the meeting")
    seen.append(visitor.heading)

    made = Meeting.objects.exclude(pk=booked.pk).get()
    assert (made.during.lower, made.booked_as, made.created_by) == (other.start, BookedAs.ADVISER, abel.user)
    assert made.reference in visitor.text
    assert seen[:2] == ["Book a meeting with Pat Moss", "Check the meeting"]
    assert Letter.objects.filter(kind="meeting-booked", to="pat@home.example").count() == 2

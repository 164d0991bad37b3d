"""Meetings whose adviser has left: those who run the service give them to another, or cancel them, and see no name."""

from datetime import time, timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Membership
from guidance.days import inbox
from guidance.models import Channel
from tests.guidance.booking.people import NINE, NOW, ONE, book
from tests.guidance.factories import PlaceFactory, WeeklyFactory, able_adviser, meeting


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def orphaned(booked, ada):
    """Ada has left; Mia's meeting on Monday at 9 by phone stays."""
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)
    return booked


@pytest.fixture
def zoe(service):
    """Another adviser with the same Mondays."""
    adviser = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    WeeklyFactory(adviser=adviser)
    return adviser


@pytest.fixture
def as_lena(lena, at_nine, signed_in):
    return signed_in(lena)


def address(meeting, pk="") -> str:
    return f"/guidance/services/{meeting.adviser.service.organisation_id}/meetings/{pk and f'{pk}/'}"


def test_list_has_times_and_references_and_no_names(as_lena, orphaned) -> None:
    for where in (address(orphaned), address(orphaned, orphaned.pk)):
        shown = text(as_lena.get(where))
        assert orphaned.reference in shown
        assert "Monday 14 September 2026, 9am to 9:45am" in shown
        assert "Mia" not in shown


def test_meeting_of_somebody_who_works_here_is_not_listed(as_lena, booked) -> None:
    assert booked.reference not in text(as_lena.get(address(booked)))
    assert as_lena.get(address(booked, booked.pk)).status_code == 404


def test_meeting_is_given_to_whoever_is_free(as_lena, orphaned, zoe) -> None:
    assert "Give it to Zoe Near" in text(as_lena.get(address(orphaned, orphaned.pk)))
    as_lena.post(address(orphaned, orphaned.pk), {"adviser": zoe.pk})

    orphaned.refresh_from_db()
    assert (orphaned.adviser, orphaned.during.lower, orphaned.channel) == (zoe, NINE, Channel.PHONE)
    assert Letter.objects.filter(kind="meeting-moved", to="mia@pupils.example").exists()
    assert as_lena.post(address(orphaned, orphaned.pk), {"adviser": zoe.pk}).status_code == 404


def test_whoever_is_not_free_is_not_offered(as_lena, orphaned, zoe, pat, here) -> None:
    zoe.weekly.update(channels=[Channel.VIDEO])
    shown = text(as_lena.get(address(orphaned, orphaned.pk)))
    assert "Nobody else is free then" in shown

    for said in (zoe.pk, "x", ""):
        assert "Choose an adviser" in text(as_lena.post(address(orphaned, orphaned.pk), {"adviser": said}, follow=True))


def test_only_the_same_place_is_offered(as_lena, zoe, mia, ada, room, service) -> None:
    made = book(mia, ada, ONE, Channel.FACE)
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)
    hours = {"weekday": 1, "starts_at": time(13), "ends_at": time(16), "channels": [Channel.FACE.value]}
    there = WeeklyFactory(adviser=zoe, place=PlaceFactory(service=service, name="Library"), **hours)
    assert "Nobody else is free then at this place" in text(as_lena.get(address(made, made.pk)))

    there.place = room
    there.save()
    assert "Give it to Zoe Near" in text(as_lena.get(address(made, made.pk)))


def test_who_has_left_the_school_can_only_be_cancelled(as_lena, orphaned, zoe) -> None:
    orphaned.learner.enrolments.update(ended_on=NOW.date())
    sentence = "is not on the roll of the school that chose this service any more: cancel the meeting"

    assert sentence in text(as_lena.get(address(orphaned, orphaned.pk)))
    answer = as_lena.post(address(orphaned, orphaned.pk), {"adviser": zoe.pk}, follow=True)
    assert sentence in text(answer)
    assert "Mia" not in text(answer)


def test_meeting_is_cancelled_and_the_learner_told(as_lena, orphaned) -> None:
    answer = as_lena.post(address(orphaned, orphaned.pk), {"answer": "cancel"}, follow=True)

    orphaned.refresh_from_db()
    assert orphaned.cancelled_because == "Your adviser does not work for the service any more."
    assert "is cancelled" in text(answer)
    assert Letter.objects.filter(kind="meeting-cancelled", to="mia@pupils.example").exists()


def test_strangers_get_nothing(orphaned, zoe, amina, cora, at_nine, signed_in) -> None:
    for person in (zoe.user, amina, cora, orphaned.adviser.user):
        client = signed_in(person)
        assert client.get(address(orphaned)).status_code == 404
        assert client.post(address(orphaned, orphaned.pk), {"answer": "cancel"}).status_code == 404


def test_to_do_asks_those_who_run_the_service(orphaned, lena, amina) -> None:
    (line,) = inbox.due(lena, NOW)

    assert (line.what, str(line.by)) == ("Move or cancel a meeting", "2026-09-14")
    assert not list(inbox.due(amina, NOW))


def test_to_do_counts_without_fetching(orphaned, ada, lena, django_assert_max_num_queries) -> None:
    for number in range(1, 4):
        meeting(ada, NINE + timedelta(days=7 * number), NINE + timedelta(days=7 * number, minutes=45))

    with django_assert_max_num_queries(6) as asked:
        (line,) = inbox.due(lena, NOW)
    assert (line.what, str(line.by)) == ("Move or cancel 4 meetings", "2026-09-14")
    assert not any("record_learner" in one["sql"] for one in asked)


def test_to_do_asks_nothing_while_the_adviser_is_there(booked, lena, ada) -> None:
    assert not list(inbox.due(lena, NOW))
    assert not list(inbox.due(ada.user, NOW))


def test_to_do_asks_the_adviser_for_a_video_room(mia, ada) -> None:
    book(mia, ada, channel=Channel.VIDEO)
    assert not list(inbox.due(ada.user, NOW))
    ada.video_room = ""
    ada.save()

    (line,) = inbox.due(ada.user, NOW)
    assert (line.what, str(line.by)) == ("Add the address of your video room", "2026-09-14")
    assert "1 meeting is booked by video" in line.why

"""An adviser, or staff of a school, book for somebody in three pages: time, check, done."""

from datetime import date, timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.record.models import Look, LookReason
from guidance.booking.actions import Chosen, hold
from guidance.booking.rules import FOR_STAFF, PARENT_NEEDED, for_staff
from guidance.models import AgreedTo, BookedAs, Channel, Hold, Meeting, ParentalYes
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def said(adviser, start=TEN, step: str = "time", **more: str) -> dict[str, str]:
    """The answers on the first page."""
    key = f"{adviser.pk}-{int(start.timestamp())}"
    return {"time": key, "channel": "phone", "topic": "after-16", "phone": "07700 900123", "step": step} | more


@pytest.fixture
def address(booked) -> str:
    """Where Ada books for Mia, whom she sees because of the booked meeting."""
    return f"/guidance/for/{booked.learner_id}/"


@pytest.fixture
def school_address(here, mia) -> str:
    return f"/guidance/suppliers/{here.urn}/for/{mia.pk}/"


def test_first_page_lists_own_free_times_with_the_last_topic(as_ada, address) -> None:
    shown = text(as_ada.get(address))

    assert "Book a meeting with Mia Hart" in shown
    assert "Monday 14 September 2026, </span>10am to 10:45am" in shown
    assert 'value="after-16" checked' in shown
    assert 'value="07700 900123"' in shown


def test_second_page_keeps_the_time_and_books_nothing(as_ada, address, ada) -> None:
    shown = text(as_ada.post(address, said(ada)))

    assert "Check the meeting" in shown
    assert "The time is kept for you until 9:15am" in shown
    assert Hold.objects.get().user == ada.user
    assert Meeting.objects.count() == 1


def test_third_page_says_the_reference_and_the_learner_gets_the_letter(as_ada, address, ada, mia, booked) -> None:
    answer = as_ada.post(address, said(ada, step="book"), follow=True)

    made = Meeting.objects.exclude(pk=booked.pk).get()
    assert (made.booked_as, made.created_by, made.learner) == (BookedAs.ADVISER, ada.user, mia)
    assert answer.redirect_chain == [(f"/guidance/for/{mia.pk}/{made.pk}/", 302)]
    assert made.reference in text(answer)
    assert Letter.objects.filter(kind="meeting-booked", to="mia@pupils.example").count() == 2
    assert not Hold.objects.exists()


def test_second_press_books_once(as_ada, address, ada) -> None:
    for _ in range(2):
        as_ada.post(address, said(ada, step="book"))

    assert Meeting.objects.count() == 2


def test_adviser_books_one_meeting_ahead_and_no_more(as_ada, address, ada, booked, time_machine) -> None:
    as_ada.post(address, said(ada, step="book"))
    later = TEN + timedelta(days=7)

    as_ada.post(address, said(ada, later, step="book"))
    assert Meeting.objects.count() == 2
    assert "booked a meeting with them already that is still to come" in text(as_ada.get(address))
    time_machine.move_to(TEN + timedelta(hours=1), tick=False)
    as_ada.post(address, said(ada, later, step="book"))
    assert Meeting.objects.count() == 3


def test_change_leads_back_with_the_answers(as_ada, address, ada) -> None:
    shown = text(as_ada.post(address, said(ada, step="change", topic="university")))

    assert 'value="university" checked' in shown
    assert f'value="{ada.pk}-{int(TEN.timestamp())}" checked' in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"time": ""}, "Choose a time"),
        ({"time": "7"}, "Choose a time from the list"),
        ({"channel": "pigeon"}, "Choose how you meet"),
        ({"topic": "gossip"}, "Choose what it is about"),
        ({"phone": ""}, "Enter the number to ring"),
        ({"phone": "ring me"}, "Enter a phone number"),
    ],
)
def test_bad_answers_are_said(as_ada, address, ada, wrong, sentence) -> None:
    for step in ("time", "book"):
        assert sentence in text(as_ada.post(address, said(ada, step=step, **wrong)))
    assert Meeting.objects.count() == 1


def test_time_that_somebody_else_keeps_is_refused(as_ada, address, ada, mia) -> None:
    other = enrolled(mia.enrolments.get().institution).learner
    hold(chosen=Chosen(ada.pk, TEN, Channel.PHONE), learner=other, by=mia.account, now=NOW)

    assert "Somebody else has just taken this time" in text(as_ada.post(address, said(ada)))


def test_another_advisers_time_is_refused(as_ada, address, service) -> None:
    other = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    WeeklyFactory(adviser=other)

    assert "Somebody else has just taken this time" in text(as_ada.post(address, said(other, step="book")))
    assert Meeting.objects.count() == 1


def test_adviser_keeps_a_look(as_ada, address, ada, mia) -> None:
    as_ada.get(address)

    look = Look.objects.get()
    assert (look.reason, look.organisation, look.learners) == (LookReason.BOOKED, ada.service.organisation, [mia.pk])


def test_school_that_ended_the_service_leaves_no_way(as_ada, address, supplied) -> None:
    supplied.ended_at, supplied.ended_by = NOW - timedelta(days=1), supplied.created_by
    supplied.save()

    assert "cannot be booked with you now" in text(as_ada.get(address))


def test_staff_book_with_a_supplier(as_amina, school_address, ada, mia, here, amina) -> None:
    assert "with Ada Viser, Northway Advisers" in text(as_amina.get(school_address))
    assert "gets a letter" in text(as_amina.post(school_address, said(ada)))
    answer = as_amina.post(school_address, said(ada, step="book"), follow=True)

    made = Meeting.objects.get()
    assert (made.booked_as, made.created_by, made.institution) == (BookedAs.STAFF, amina, here)
    assert made.reference in text(answer)
    assert {one.reason for one in Look.objects.all()} == {LookReason.ENROLLED}


def test_staff_book_face_to_face_in_the_room(as_amina, school_address, ada, room) -> None:
    as_amina.post(school_address, said(ada, ONE, step="book", channel="face-to-face", phone=""))

    assert Meeting.objects.get().place == room


def test_phone_number_is_asked_for_only_where_phone_is_offered(as_ada, address, ada) -> None:
    assert 'name="phone"' in text(as_ada.get(address))
    ada.channels = [Channel.VIDEO]
    ada.save()

    shown = text(as_ada.get(address))
    assert 'value="video"' in shown
    assert "phone" not in shown[shown.index("<main") : shown.index("</main")].lower()
    as_ada.post(
        address, {key: value for key, value in said(ada, step="book", channel="video").items() if key != "phone"}
    )
    assert Meeting.objects.get(channel=Channel.VIDEO).phone == ""


def test_learner_without_an_address_is_told_by_whoever_books(as_amina, here, supplied, ada) -> None:
    learner = enrolled(here).learner
    answer = as_amina.post(f"/guidance/suppliers/{here.urn}/for/{learner.pk}/", said(ada, step="book"), follow=True)

    assert "We have no address for letters: tell them the time and the reference." in text(answer)
    assert not Letter.objects.filter(kind="meeting-booked").exists()


def test_only_staff_who_record_activities_book(at_nine, signed_in, school_address, bryn, cora, lena, ada, hana) -> None:
    statuses = [signed_in(one).get(school_address).status_code for one in (bryn, cora, lena, ada.user, hana)]

    assert statuses == [403, 404, 404, 404, 200]


def test_pupil_of_another_school_is_not_there(as_amina, here, elsewhere) -> None:
    other = enrolled(elsewhere).learner

    assert as_amina.get(f"/guidance/suppliers/{here.urn}/for/{other.pk}/").status_code == 404


def test_booked_page_of_another_booking_is_not_there(as_amina, school_address, booked) -> None:
    assert as_amina.get(f"{school_address}{booked.pk}/").status_code == 404


@pytest.fixture
def young(here, supplied):
    """12 years old, in Year 8; the service gives guidance to Year 8 too."""
    supplied.year_groups = [8, 10, 11]
    supplied.save()
    learner = LearnerFactory(given_names="Yan", family_name="Ng", date_of_birth=date(2014, 1, 5))
    enrolled(here, learner=learner, year_group=8, email="yan@pupils.example")
    return learner


def test_under_13_staff_read_whose_yes_is_missing(as_amina, here, young, ada) -> None:
    address = f"/guidance/suppliers/{here.urn}/for/{young.pk}/"
    shown = text(as_amina.get(address))
    assert FOR_STAFF[PARENT_NEEDED] in shown
    assert "You are under 13" not in shown

    as_amina.post(address, said(ada, step="book"))
    assert not Meeting.objects.exists()


def test_under_13_with_a_parents_yes_is_booked_but_not_by_video(as_amina, amina, here, young, ada) -> None:
    facts = {"said_on": NOW.date(), "until": date(2027, 8, 31), "created_by": amina, "created_at": NOW}
    ParentalYes.objects.create(learner=young, agreed_to=AgreedTo.MEETINGS, name="Li Ng", **facts)
    address = f"/guidance/suppliers/{here.urn}/for/{young.pk}/"
    shown = text(as_amina.get(address))
    assert "They are under 16" in shown
    assert 'value="video"' not in shown

    as_amina.post(address, said(ada, step="book", channel="video"))
    assert not Meeting.objects.exists()
    as_amina.post(address, said(ada, step="book"))
    assert Meeting.objects.get().learner == young


def test_two_meetings_at_one_time_are_refused_in_words_for_staff(as_amina, school_address, mia, ada, service) -> None:
    book(mia, ada, NINE)
    other = able_adviser(service.organisation, "zoe@advisers.example", "Zoe Near")
    WeeklyFactory(adviser=other)

    assert "They have another meeting at that time already" in text(
        as_amina.post(school_address, said(other, NINE, step="book"))
    )


def test_other_sentences_stay() -> None:
    assert for_staff("No.") == "No."


def test_later_times_are_asked_for_by_a_moment(as_ada, address) -> None:
    shown = text(as_ada.get(f"{address}?after={int((NINE + timedelta(days=20)).timestamp())}"))

    assert "14 September 2026" not in shown
    assert "October 2026" in shown
    assert as_ada.get(f"{address}?after=<b>").status_code == 200
    assert as_ada.get(f"{address}?after=99999999999").status_code == 200
    assert "There is no free time after this" in text(as_ada.get(f"{address}?after=9999999999"))

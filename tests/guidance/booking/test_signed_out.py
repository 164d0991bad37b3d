"""Somebody chooses a time before they sign in, and goes on with it afterwards. How many pages a booking is."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from frontdoor.record.models import Learner
from guidance.booking import actions, book_views, rules
from guidance.booking.actions import Chosen
from guidance.models import Channel, Hold, Meeting
from tests.factories import UserFactory
from tests.guidance.booking.pages import (
    BOOK,
    BY_PHONE,
    BY_VIDEO,
    CHOOSE,
    FACE,
    HOLD,
    START,
    key,
    names,
    page,
    sent,
    words,
)
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]


def after(response) -> str:
    """Where somebody comes once they have signed in."""
    return parse_qs(urlsplit(response["Location"]).query)["next"][0]


def came_back(client, learner, adviser, asked=BY_PHONE, start=NINE):
    """The learner chose a time, signed in, and sees this."""
    client.logout()
    address = after(client.post(HOLD, asked | {"time": key(adviser, start)}))
    client.force_login(learner.account)
    return client.get(address)


@pytest.mark.parametrize(("is_in", "pages"), [(False, 6), (True, 5)])
def test_a_booking_is_six_pages_signed_out_and_five_signed_in(client, pat, adults, is_in, pages) -> None:
    abel = adults.advisers.get()
    if is_in:
        client.force_login(pat.account)
    seen = [page(client.get(START)), page(client.get(CHOOSE, BY_PHONE))]
    response = client.post(HOLD, BY_PHONE | {"time": key(abel, NINE)})
    if not is_in:
        seen.append(page(client.get(response["Location"])))
        client.force_login(pat.account)
    details = page(client.get(response["Location"] if is_in else after(response)))
    said = sent(abel, step="details")
    seen += [details, page(client.post(details.xpath(".//form/@action")[0], said))]
    response = client.post(BOOK, said | {"step": "check"})
    seen.append(page(client.get(response["Location"])))

    assert Meeting.objects.get().learner == pat
    headings = [words(one.xpath(".//h1")[0]) for one in seen]
    assert len(headings) == len({*headings}) == pages, headings
    assert headings[-3:] == [
        "Book a meetingTell your adviser what they need to know", "Book a meetingCheck and book", "Your meeting is booked",
    ]  # fmt: skip


def test_looking_keeps_nothing_and_the_first_press_keeps_the_time(client, pat, adults) -> None:
    abel = adults.advisers.get()
    details = page(came_back(client, pat, abel))
    assert "Monday 14 September 2026, 9am to 9:45am" in words(details)
    assert "This time is free now." in words(details)
    assert not Hold.objects.exists()
    client.post(BOOK, sent(abel, step="details", phone=""))
    kept = Hold.objects.get()
    assert (kept.user, kept.adviser, kept.during.lower) == (pat.account, abel, NINE)


def test_the_time_of_the_address_is_shown_whatever_was_kept_before(client, pat, adults) -> None:
    abel = adults.advisers.get()
    actions.hold(chosen=Chosen(abel.pk, TEN, Channel.PHONE), learner=pat, by=pat.account, now=NOW)
    assert "9am to 9:45am" in words(page(came_back(client, pat, abel)))
    assert "10am to 10:45am" in words(page(client.get(f"{BOOK}?topic=after-16&how=phone")))


def test_a_time_that_went_meanwhile_leads_to_fresh_times_and_nothing_typed_is_lost(client, pat, adults) -> None:
    abel, other = adults.advisers.get(), UserFactory(email="oz@home.example")
    came_back(client, pat, abel)
    actions.hold(chosen=Chosen(abel.pk, NINE, Channel.PHONE), learner=None, by=other, now=NOW)
    for answer in (
        client.post(f"{BOOK}?topic=after-16&how=phone", sent(abel, step="details")),
        client.get(f"{BOOK}?topic=after-16&how=phone&time={key(abel, NINE)}"),
    ):
        main = page(answer)
        assert actions.TAKEN in words(main)
        assert names(main)[0] == "Monday 14 September 2026, 10am to 10:45am"
        typed = main.xpath(".//form[@method='post']/input[@name='words']/@value")
        assert typed == (["Apprenticeships near me"] if answer.wsgi_request.method == "POST" else [])


def test_a_pupil_is_told_that_the_time_of_the_service_for_adults_is_not_theirs(client, mia, ada, adults) -> None:
    main = page(came_back(client, mia, adults.advisers.get()))
    assert book_views.NOT_THEIRS in words(main)
    assert "Ada Viser, Northway Advisers" in words(main)
    assert not main.xpath(".//textarea")


def test_whose_yes_is_missing_is_said_before_any_question(client, mia, ada) -> None:
    Learner.objects.filter(pk=mia.pk).update(date_of_birth=date(2011, 9, 20))
    main = page(came_back(client, mia, ada, BY_VIDEO))
    assert rules.VIDEO_NEEDED in words(main)
    assert not main.xpath(".//textarea")


def test_who_has_three_meetings_or_one_at_that_time_is_told_before_any_question(client, mia, ada, service) -> None:
    bea = able_adviser(service.organisation, "bea@advisers.example", "Bea Low")
    WeeklyFactory(adviser=bea)
    book(mia, bea)
    assert actions.AT_THAT_TIME in words(page(came_back(client, mia, ada)))
    book(mia, ada, TEN)
    face = page(came_back(client, mia, ada, FACE, ONE))
    assert "Careers room" in words(face)
    book(mia, ada, TEN + timedelta(hours=1))
    assert actions.TOO_MANY in words(page(came_back(client, mia, ada, FACE, ONE)))


def test_what_is_booked_already_is_shown(client, mia, ada) -> None:
    made = book(mia, ada)
    assert came_back(client, mia, ada)["Location"] == f"/guidance/booked/{made.pk}/"

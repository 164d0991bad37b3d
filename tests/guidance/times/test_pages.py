"""The pages of times, as the adviser and those who run their service see them; the calendar; what is due."""

import re
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.ground import keys
from frontdoor.organisations.models import Membership, Role
from guidance.models import Adviser, Channel, Weekly
from guidance.times import inbox
from tests.factories import MembershipFactory
from tests.guidance.factories import ServiceFactory, WeeklyFactory, able_adviser, adviser_at, meeting
from tests.guidance.times.conftest import MONDAY, NOW, TODAY

pytestmark = pytest.mark.usefixtures("at_nine")
WEEKLY = {
    "weekdays": ["0", "2"],
    "starts_at": "9",
    "ends_at": "noon",
    "channels": ["video", "phone"],
    "first_day_day": "9",
    "first_day_month": "9",
    "first_day_year": "2026",
}
NINE = datetime(2026, 9, 14, 8, tzinfo=UTC)


def at(route: str, ada, *more: int) -> str:
    return reverse(f"guidance:{route}", args=[ada.pk, *more])


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def as_ada(signed_in, ada) -> Client:
    return signed_in(ada.user)


def test_the_page_tells_the_week_and_the_next_14_days_with_why_there_is_nothing(as_ada, ada, room) -> None:
    WeeklyFactory(adviser=ada)
    WeeklyFactory(adviser=ada, weekday=3, channels=[Channel.FACE], place=room, last_day=date(2026, 12, 17))
    ada.changes.create(
        is_away=True, first_day=date(2026, 9, 21), last_day=date(2026, 9, 21), created_by=ada.user, created_at=NOW
    )
    page = said(as_ada.get(at("times", ada)))
    assert "Mondays, 9am to noon" in page
    assert "Until 17 December 2026" in page
    assert "<strong>9am, 10am and 11am</strong>. By video call or by phone" in page
    assert "<strong>9am, 10am and 11am</strong>. Face to face at Careers room" in page
    assert 'Monday 21 September 2026</dt> <dd class="govuk-summary-list__value">Away</dd>' in page
    assert page.count("No hours</dd>") == 10


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_costs_the_same_whatever_is_on_it(as_ada, ada, rows, room, django_assert_max_num_queries) -> None:
    for number in range(rows):
        WeeklyFactory(adviser=ada, weekday=number, channels=[Channel.FACE], place=room)
        ada.changes.create(is_away=True, first_day=MONDAY, last_day=MONDAY, created_by=ada.user, created_at=NOW)
        start = NINE + timedelta(hours=10 + number)
        meeting(ada, start, start + timedelta(minutes=45))
    with django_assert_max_num_queries(11):
        page = said(as_ada.get(at("times", ada)))
    assert ("1 booked meeting is" if rows == 1 else "5 booked meetings are") in page


def test_hours_are_added_for_several_weekdays_and_a_second_press_says_so(as_ada, ada) -> None:
    answer = as_ada.post(at("times-add", ada), WEEKLY, follow=True)
    assert "The hours are in the week." in said(answer)
    assert sorted(ada.weekly.values_list("weekday", "starts_at", "ends_at", "first_day")) == [
        (0, time(9), time(12), TODAY),
        (2, time(9), time(12), TODAY),
    ]
    assert "It was so already" in said(as_ada.post(at("times-add", ada), WEEKLY, follow=True))
    assert ada.weekly.count() == 2


def test_what_is_wrong_is_said_at_the_form_and_nothing_typed_is_lost(as_ada, ada) -> None:
    page = said(as_ada.post(at("times-add", ada), WEEKLY | {"ends_at": "half past", "channels": []}))
    assert "Enter a time, like 9:30am" in page
    assert 'value="half past"' in page
    assert "There is a problem" in page
    WeeklyFactory(adviser=ada)
    page = said(as_ada.post(at("times-add", ada), WEEKLY))
    assert "You have hours then already: Mondays, 9am to noon." in page


def test_face_to_face_needs_a_place_and_who_runs_the_service_is_led_to_it(as_ada, ada, lena, signed_in, room) -> None:
    page = said(as_ada.post(at("times-add", ada), WEEKLY | {"channels": ["face-to-face"]}))
    assert "Choose the place" in page
    as_ada.post(at("times-add", ada), WEEKLY | {"channels": ["face-to-face"], "place": str(room.pk)})
    assert set(ada.weekly.values_list("place", flat=True)) == {room.pk}
    room.weekly.all().delete()
    room.delete()
    page = said(as_ada.get(at("times-add", ada)))
    assert "Those who run the service can name one." in page
    assert "Face to face</label>" not in page
    page = said(signed_in(lena).get(at("times-add", ada)))
    assert f'href="/guidance/services/{ada.service.organisation_id}/">Name a place</a>' in page


def test_terms_of_a_council_say_what_is_known_of_them(as_ada, ada, council) -> None:
    ada.service.organisation.council = council
    ada.service.organisation.save()
    page = said(as_ada.get(at("times-add", ada)))
    assert "Yes, on school days in the area of Inventshire Council" in page
    assert "The usual school holidays are assumed." in page
    as_ada.post(at("times-add", ada), WEEKLY | {"terms_of": str(council.pk)})
    assert ada.weekly.first().terms_of == council


def test_hours_are_changed_and_ended_and_a_late_press_is_answered(as_ada, ada) -> None:
    row = WeeklyFactory(adviser=ada)
    meeting(ada, NINE, NINE + timedelta(minutes=45))
    first = {"first_day_day": "1", "first_day_month": "9", "first_day_year": "2026"}
    as_ada.post(at("times-change", ada, row.pk), WEEKLY | first | {"weekdays": "0", "ends_at": "1pm"})
    row.refresh_from_db()
    assert row.ends_at == time(13)
    answer = as_ada.post(at("times-end", ada, row.pk), {}, follow=True)
    assert "The hours end. 1 booked meeting stays; move or cancel it." in said(answer)
    assert "ended already" in said(as_ada.post(at("times-end", ada, row.pk), {}, follow=True))
    Weekly.objects.all().delete()
    for method in (as_ada.get, as_ada.post):
        assert "not in the week any more" in said(method(at("times-change", ada, row.pk), follow=True))


def test_the_change_page_offers_one_day_of_the_week_the_present_one(as_ada, ada) -> None:
    row = WeeklyFactory(adviser=ada, weekday=2)
    page = said(as_ada.get(at("times-change", ada, row.pk)))
    assert re.search(r'type="radio"[^>]*name="weekdays"[^>]*|name="weekdays"[^>]*type="radio"', page)
    (ticked,) = re.findall(r'<input[^>]*name="weekdays"[^>]*checked[^>]*>', page)
    assert 'value="2"' in ticked
    days = {"first_day_day": "1", "first_day_month": "9", "first_day_year": "2026"}
    changed = WEEKLY | days | {"weekdays": "4"}
    assert "The hours are changed." in said(as_ada.post(at("times-change", ada, row.pk), changed, follow=True))
    assert "It was so already" in said(as_ada.post(at("times-change", ada, row.pk), changed, follow=True))
    row.refresh_from_db()
    assert row.weekday == 4


LATE = [
    ("get", "times"),
    ("get", "times-add"),
    ("post", "times-away"),
    ("post", "times-extra"),
    ("post", "times-feed-make"),
    ("post", "times-feed-stop"),
]


@pytest.mark.parametrize(("method", "route"), LATE)
def test_a_page_of_somebody_who_has_left_says_so_and_leads_on(signed_in, ada, lena, otto, method, route) -> None:
    as_lena, as_otto, address = signed_in(lena), signed_in(otto), at(route, ada)
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=lena)
    answer = getattr(as_lena, method)(address, follow=True)
    assert answer.redirect_chain == [(f"/guidance/services/{ada.service.organisation_id}/", 302)]
    assert "Ada Viser is no longer an adviser here." in said(answer)
    assert getattr(as_otto, method)(address).status_code == 404


def test_who_has_left_is_led_to_what_is_theirs(as_ada, ada, lena) -> None:
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=lena)
    for answer in (as_ada.get(at("times", ada)), as_ada.post(at("times-feed-stop", ada))):
        assert (answer.status_code, answer["Location"]) == (302, "/to-do/")


def test_a_late_press_on_a_row_of_somebody_who_has_left_is_answered(signed_in, ada, lena) -> None:
    row = WeeklyFactory(adviser=ada)
    as_lena = signed_in(lena)
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=lena)
    for route in ("times-change", "times-end", "times-remove"):
        assert "no longer an adviser here" in said(as_lena.post(at(route, ada, row.pk), follow=True))


def test_the_page_of_a_place_leads_to_the_times_of_nobody_who_has_left(signed_in, ada, lena, room) -> None:
    meeting(ada, NINE, NINE + timedelta(minutes=45), channel=Channel.FACE, place=room)
    as_lena, close = signed_in(lena), reverse("guidance:place-close", args=[ada.service.organisation_id, room.pk])
    assert f'href="{at("times", ada)}"' in said(as_lena.get(close))
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=lena)
    page = said(as_lena.get(close))
    assert "Ada Viser, who is no longer an adviser here and still has meetings" in page
    assert f'href="{at("times", ada)}"' not in page


def test_hours_with_a_last_day_are_not_said_to_end_later(as_ada, ada) -> None:
    row = WeeklyFactory(adviser=ada, last_day=date(2026, 12, 10))
    later = {"last_day_day": "20", "last_day_month": "12", "last_day_year": "2026"}
    page = said(as_ada.post(at("times-end", ada, row.pk), later))
    assert "These hours end on 10 December 2026 already. Change them instead." in page


def test_time_away_and_extra_hours_come_and_go(as_ada, ada) -> None:
    days = {"first_day_day": "14", "first_day_month": "9", "first_day_year": "2026", "how": "hours"}
    page = said(as_ada.post(at("times-away", ada), days))
    assert page.count("Enter a time, like 9:30am") == 4  # in the summary and at each box
    page = said(as_ada.post(at("times-away", ada), days | {"starts_at": "9", "ends_at": "11"}, follow=True))
    assert "Away: Monday 14 September 2026, 9am to 11am" in page
    extra = {"day_day": "14", "day_month": "9", "day_year": "2026", "starts_at": "11", "ends_at": "1pm"}
    page = said(as_ada.post(at("times-extra", ada), extra | {"channels": ["phone"]}, follow=True))
    assert "Extra hours: Monday 14 September 2026, 11am to 1pm" in page
    gone = ada.changes.get(is_away=True).pk
    assert "Removed." in said(as_ada.post(at("times-remove", ada, gone), follow=True))
    assert "It was so already" in said(as_ada.post(at("times-remove", ada, gone), follow=True))


def test_who_runs_the_service_sees_the_same_in_the_third_person(signed_in, ada, lena, otto) -> None:
    page = said(signed_in(lena).get(at("times", ada)))
    assert "When Ada Viser can meet people" in page
    assert "They hold at most 5 a day" in page
    assert signed_in(otto).get(at("times", ada)).status_code == 404


# --- The calendar ------------------------------------------------------------------------------------------------------


def address_of(answer) -> str:
    page = answer.content.decode()
    return page.split("<code>")[1].split("</code>")[0]


def test_the_calendar_shows_times_and_references_and_nothing_else(as_ada, ada, room, client, settings) -> None:
    settings.SITE_URL = "https://careers.example"
    booked = meeting(ada, NINE, NINE + timedelta(minutes=45), channel=Channel.FACE, place=room, reference="QRSTUVWX")
    meeting(ada, NOW - timedelta(days=40), NOW - timedelta(days=40, minutes=-45), reference="OLDOLDOL")
    cancelled = {"cancelled_by": ada.user, "cancelled_at": NOW, "reference": "GONEGONE"}
    meeting(ada, NINE + timedelta(hours=2), NINE + timedelta(hours=3), **cancelled)
    address = address_of(as_ada.post(at("times-feed-make", ada)))
    answer = client.get(address.removeprefix("https://careers.example"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.start == NINE
    assert event.end == NINE + timedelta(minutes=45)
    assert str(event["dtstart"].dt.tzinfo) == "Europe/London"
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
    assert (event["summary"], event["description"]) == ("Guidance meeting", "Reference QRSTUVWX")
    for secret in ("Ada", "Careers room", "face", str(booked.channel), "Northway"):
        assert secret.lower() not in answer.content.decode().lower()


def test_the_address_is_shown_once_and_a_second_press_makes_the_same(as_ada, ada, client) -> None:
    page = as_ada.get(at("times", ada)).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    first, second = (address_of(as_ada.post(at("times-feed-make", ada), {"key": key})) for _ in range(2))
    assert first == second
    assert "<code>" not in as_ada.get(at("times", ada)).content.decode()
    ada.refresh_from_db()
    assert ada.feed_hash == keys.hashed(first.split("key=")[1])
    third = address_of(as_ada.post(at("times-feed-make", ada), {"key": "made-up"}))
    assert "made-up" not in third
    assert client.get(reverse("guidance:feed"), {"key": third.split("key=")[1]}).status_code == 200
    assert client.get(reverse("guidance:feed"), {"key": first.split("key=")[1]}).status_code == 404


def test_the_calendar_dies_with_the_role_and_when_it_is_switched_off(as_ada, ada, client) -> None:
    asked = {"key": address_of(as_ada.post(at("times-feed-make", ada))).split("key=")[1]}
    Membership.objects.filter(user=ada.user).update(ended_at=NOW, ended_by=ada.user)
    assert client.get(reverse("guidance:feed"), asked).status_code == 404
    Membership.objects.filter(user=ada.user).update(ended_at=None, ended_by=None)
    assert client.get(reverse("guidance:feed"), asked).status_code == 200
    assert "switched off." in said(as_ada.post(at("times-feed-stop", ada), follow=True))
    assert "switched off already" in said(as_ada.post(at("times-feed-stop", ada), follow=True))
    assert client.get(reverse("guidance:feed"), asked).status_code == 404
    assert client.get(reverse("guidance:feed"), {"key": ""}).status_code == 404


def test_an_old_form_never_brings_an_address_back_that_was_switched_off(as_ada, ada, client) -> None:
    key = as_ada.get(at("times", ada)).content.decode().split('name="key" value="')[1].split('"')[0]
    old = address_of(as_ada.post(at("times-feed-make", ada), {"key": key})).split("key=")[1]
    as_ada.post(at("times-feed-stop", ada))
    new = address_of(as_ada.post(at("times-feed-make", ada), {"key": key})).split("key=")[1]
    assert new != old
    assert client.get(reverse("guidance:feed"), {"key": old}).status_code == 404
    assert client.get(reverse("guidance:feed"), {"key": new}).status_code == 200


def test_the_key_of_one_page_is_none_for_the_same_person_at_another_service(as_ada, ada, client) -> None:
    elsewhere = MembershipFactory(user=ada.user, organisation=ServiceFactory().organisation, role=Role.ADVISER)
    other = Adviser.objects.get(service__organisation=elsewhere.organisation)
    key = as_ada.get(at("times", ada)).content.decode().split('name="key" value="')[1].split('"')[0]
    here, there = (address_of(as_ada.post(at("times-feed-make", one), {"key": key})) for one in (ada, other))
    assert here != there


def test_only_the_adviser_makes_the_address_and_who_runs_the_service_can_stop_it(signed_in, as_ada, ada, lena) -> None:
    as_ada.post(at("times-feed-make", ada))
    as_lena = signed_in(lena)
    assert "Only the adviser" in said(as_lena.post(at("times-feed-make", ada), follow=True))
    assert "Make a new address" not in said(as_lena.get(at("times", ada)))
    as_lena.post(at("times-feed-stop", ada))
    ada.refresh_from_db()
    assert ada.feed_hash == ""


# --- What is due ----------------------------------------------------------------------------------------------------------


def test_an_able_adviser_without_hours_is_asked_for_them(ada, organisation, lena) -> None:
    (due,) = inbox.due(ada.user, NOW)
    assert (due.what, due.url) == ("Say when you can meet people", at("times", ada))
    assert list(inbox.due(lena, NOW)) == []
    assert list(inbox.due(adviser_at(organisation, "new@advisers.example").user, NOW)) == []
    old = WeeklyFactory(adviser=ada, last_day=TODAY - timedelta(days=1))
    assert len(list(inbox.due(ada.user, NOW))) == 1
    old.last_day = TODAY
    old.save()
    assert list(inbox.due(ada.user, NOW)) == []


def test_somebody_without_the_role_costs_one_query(lena, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert list(inbox.due(lena, NOW)) == []


def test_the_hours_of_a_colleague_are_not_theirs(ada, organisation) -> None:
    WeeklyFactory(adviser=able_adviser(organisation, "bo@advisers.example"))
    assert len(list(inbox.due(ada.user, NOW))) == 1

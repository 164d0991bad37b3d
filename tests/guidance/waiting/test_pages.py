"""The pages of the waiting list: joining, where somebody stands, an offer by its key, and the line for those who run the service."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdoor.organisations.models import Role
from frontdoor.organisations.signals import succeeded
from guidance.booking import actions as booking
from guidance.booking import links as meeting_links
from guidance.booking.actions import Chosen
from guidance.inbox import due
from guidance.models import Change, Channel, Hold, Language, Meeting, Wait, WaitEnd
from guidance.waiting import links, queries, sweep
from tests.factories import UserFactory, member
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import SupplyFactory, able_adviser
from tests.guidance.waiting.conftest import join, open_times, pupil

pytestmark = pytest.mark.usefixtures("at_nine", "db")
SAID = {"topic": "after-16", "channels": ["phone"], "phone": "07700 900123", "words": "Colleges near me"}


def text(response) -> str:
    return " ".join(response.content.decode().split())


def page(client, name, *args, **query):
    return client.get(reverse(f"guidance:{name}", args=args), query)


@pytest.fixture
def offer(mia, full, client) -> str:
    """Mia is offered Monday 21 September, 9am: the link of her letter."""
    join(mia)
    open_times(full, number=2)
    sweep.run(now=NOW)
    return links.address(Wait.objects.get())


def test_page_says_what_joining_means_and_from_whom(mia, full, signed_in) -> None:
    said = text(page(signed_in(mia.account), "waiting", topic="after-16", how="phone"))
    assert "You get a time by Wednesday 23 September 2026 from Northway Advisers." in said
    assert 'value="phone" checked' in said
    assert "There are free times now" not in said
    assert "Read by your adviser, before the meeting. If somebody is not safe" in said


def test_joining_leads_to_where_they_stand(mia, full, signed_in) -> None:
    client = signed_in(mia.account)
    said = text(client.post(reverse("guidance:waiting"), SAID, follow=True))
    assert "You are on the waiting list" in said
    assert "You get a time by Wednesday 23 September 2026 from Northway Advisers." in said
    assert "9 September 2026" in said
    made = Wait.objects.get()
    assert (made.words, made.phone, made.channels) == ("Colleges near me", "07700 900123", ["phone"])
    client.post(reverse("guidance:waiting"), SAID)
    assert Wait.objects.count() == 1


def test_nothing_typed_is_lost_when_something_is_missing(mia, full, signed_in) -> None:
    said = text(signed_in(mia.account).post(reverse("guidance:waiting"), SAID | {"phone": "", "topic": ""}))
    assert "Enter the number on which your adviser can ring you" in said
    assert "Choose what it is about" in said
    assert "Colleges near me" in said
    assert not Wait.objects.exists()


def test_number_is_asked_only_of_who_is_rung(mia, full, signed_in) -> None:
    signed_in(mia.account).post(reverse("guidance:waiting"), SAID | {"channels": ["video"], "phone": ""})
    assert (Wait.objects.get().phone, Wait.objects.get().channels) == ("", ["video"])


def test_free_time_is_said_before_and_after(mia, ada, signed_in) -> None:
    client = signed_in(mia.account)
    assert "There are free times now" in text(page(client, "waiting", topic="after-16", how="phone"))
    said = text(client.post(reverse("guidance:waiting"), SAID))
    assert "There is a free time soon that suits what you want" in said
    assert not Wait.objects.exists()


def test_who_sees_only_later_times_can_wait_and_is_told_the_first_of_them(mia, full, signed_in) -> None:
    """Promised by 23 September."""
    open_times(full, day=date(2026, 9, 24))
    client = signed_in(mia.account)
    asked = {"topic": "after-16", "how": "phone"}
    assert "None of these times fits?" in text(page(client, "choose", **asked))
    said = text(page(client, "waiting", **asked))
    assert "The first free time is on <strong>Thursday 24 September 2026</strong>" in said
    assert "There are free times now" not in said
    client.post(reverse("guidance:waiting"), SAID)
    assert Wait.objects.get().promised_by == date(2026, 9, 23)


def test_waiting_is_shown_only_where_one_can_join(mia, full, signed_in) -> None:
    open_times(full, day=date(2026, 9, 23), number=2)
    client, asked = signed_in(mia.account), {"topic": "after-16", "how": "phone"}
    after = {"after": int(datetime(2026, 9, 23, 12, tzinfo=UTC).timestamp())}
    for more in ({}, {"specialism": "send"}, after):
        assert reverse("guidance:waiting") not in text(page(client, "choose", **asked, **more))
    assert reverse("guidance:waiting") in text(page(client, "choose", **asked, language="pl"))
    client.post(reverse("guidance:waiting"), SAID)
    assert not Wait.objects.exists()


def test_free_time_in_english_does_not_keep_them_from_waiting_for_polish(mia, ada, service, signed_in) -> None:
    other = able_adviser(service.organisation, "pola@advisers.example", "Pola Kos")
    other.languages = [Language.POLISH]
    other.save()
    client = signed_in(mia.account)
    assert "another way of meeting or another language" in text(page(client, "waiting", how="phone"))
    assert "There are free times now" not in text(page(client, "waiting", how="phone", language="pl"))
    client.post(reverse("guidance:waiting"), SAID | {"language": "pl"})
    assert Wait.objects.get().language == "pl"


def test_adult_without_a_record_joins_with_name_and_birth_date(adults, signed_in) -> None:
    adults.advisers.get().weekly.update(first_day=date(2027, 9, 1))
    client = signed_in(UserFactory(email="una@home.example"))
    born = {"given_names": "Una", "family_name": "Hall", "born_day": "1", "born_month": "5", "born_year": "1986"}
    said = text(client.post(reverse("guidance:waiting"), SAID | born, follow=True))
    assert "Invented Careers for Adults" in said
    assert Wait.objects.get().learner.given_names == "Una"


def test_child_without_a_school_keeps_no_record_when_refused(adults, signed_in) -> None:
    client = signed_in(UserFactory(email="kid@home.example"))
    adults.advisers.get().weekly.update(first_day=date(2027, 9, 1))
    born = {"given_names": "Kit", "born_day": "1", "born_month": "5", "born_year": "2015"}
    said = text(client.post(reverse("guidance:waiting"), SAID | born))
    assert "You are under 13" in said
    assert not Wait.objects.exists()


def test_nobody_to_wait_for(signed_in) -> None:
    said = text(page(signed_in(UserFactory()), "waiting"))
    assert "Nobody gives guidance to you here yet" in said


def test_leaving_asks_first_and_is_done_once(mia, full, signed_in) -> None:
    join(mia)
    client, address = signed_in(mia.account), reverse("guidance:waiting-stop")
    assert "Leave the waiting list?" in text(client.get(address))
    assert not Wait.objects.get().ended_at
    client.post(address)
    assert Wait.objects.get().end == WaitEnd.WITHDRAWN
    assert client.post(address).url == reverse("guidance:waiting")


def test_broken_promise_is_owned_up_to(mia, full, signed_in) -> None:
    join(mia)
    Wait.objects.update(promised_by=date(2026, 9, 8))
    said = text(page(signed_in(mia.account), "waiting"))
    assert "We promised you a time by Tuesday 8 September 2026, and we have not kept that." in said


def test_letters_key_opens_the_offer_without_signing_in_and_changes_nothing(offer, client, mia) -> None:
    answer = client.get(offer)
    said = text(answer)
    assert "Monday 21 September 2026, 9am to 9:45am" in said
    assert "We keep this time for you until <strong>11 September 2026 at 9:00am" in said
    assert "back of the line" in said
    assert "Mia" not in said
    assert "Colleges" not in said
    assert answer["Cache-Control"] == "no-store, private"
    assert queries.offers(NOW).exists()


def test_yes_leads_to_the_meeting(offer, client) -> None:
    answer = client.post(offer, {"answer": "yes"})
    assert answer.url.startswith(reverse("guidance:meeting"))
    assert Meeting.objects.get().channel == Channel.PHONE
    assert client.post(offer, {"answer": "yes"}).url == answer.url
    assert "You have booked a meeting" in text(client.get(offer))


def test_no_is_said_and_the_page_says_where_they_stand(offer, client) -> None:
    said = text(client.post(offer, {"answer": "no"}, follow=True))
    assert "You said no to this time." in said
    assert "still on the waiting list of Northway Advisers" in said
    assert not Hold.objects.exists()


def test_offer_that_ran_out_is_not_booked(offer, client, time_machine) -> None:
    time_machine.move_to(NOW + timedelta(days=2), tick=False)
    said = text(client.post(offer, {"answer": "yes"}, follow=True))
    assert "This time is not kept for you any more" in said
    assert not Meeting.objects.exists()


def test_time_that_went_meanwhile_costs_no_place(offer, client) -> None:
    Change.objects.all().delete()
    said = text(client.post(offer, {"answer": "yes"}, follow=True))
    assert "no longer free" in said
    assert (Wait.objects.get().offers, Wait.objects.get().ready_at) == (0, NOW)


def test_yes_on_an_old_page_does_not_book_another_time(offer, client, full) -> None:
    """A time that was given back leaves its number to the next offer: the letter's link leads to that one."""
    old = time_on(client.get(offer))
    Change.objects.all().delete()
    open_times(full, day=date(2026, 9, 22))
    sweep.run(now=NOW)
    new = time_on(client.get(offer))
    assert old != new
    for answer in ("yes", "no"):
        said = text(client.post(offer, {"answer": answer, "time": old}, follow=True))
        assert "Tuesday 22 September 2026" in said
        assert "You said no" not in said
    assert not Meeting.objects.exists()
    assert client.post(offer, {"answer": "yes", "time": new}).url.startswith(reverse("guidance:meeting"))


def time_on(answer) -> str:
    """Which time a page asks about."""
    return re.search(r'name="time" value="([^"]+)"', answer.content.decode())[1]


def test_no_after_a_yes_is_not_said(offer, client) -> None:
    client.post(offer, {"answer": "yes"})
    said = text(client.post(offer, {"answer": "no"}, follow=True))
    assert "You said no" not in said
    assert "You have booked a meeting" in said


def test_yes_after_another_booking_says_so_and_leads_only_its_learner_there(
    offer, client, mia, full, signed_in
) -> None:
    other = book(mia, full, datetime(2026, 9, 21, 9, tzinfo=UTC))
    own, page_of_it = signed_in(mia.account), reverse("guidance:my-meeting", args=[other.pk])
    for who in (client, own):
        said = text(who.post(offer, {"answer": "yes"}, follow=True))
        assert "Your meeting is booked" not in said
        assert "Another meeting was booked, so you do not wait any more." in said
        assert (page_of_it in said) is (who is own)
        assert other.reference not in said
        assert meeting_links.key_of(other) not in said
    assert Meeting.objects.count() == 1


def test_yes_is_still_the_same_meeting_once_it_has_moved(offer, client, full) -> None:
    first = client.post(offer, {"answer": "yes"})
    later = Chosen(full.pk, datetime(2026, 9, 21, 9, tzinfo=UTC), Channel.PHONE)
    booking.move(meeting_id=Meeting.objects.get().pk, chosen=later, by=None, now=NOW)
    assert client.post(offer, {"answer": "yes"}).url == first.url
    assert "You have booked a meeting" in text(client.get(offer))


@pytest.mark.parametrize("key", ["", "1", "1-1-" + 40 * "0", "999999999999999999999-1-" + 40 * "0"])
def test_every_other_key_is_nothing(offer, client, key) -> None:
    assert client.get(reverse("guidance:offer"), {"key": key}).status_code == 404


def test_key_of_a_second_offer_is_another_one(offer, client) -> None:
    client.post(offer, {"answer": "no"})
    sweep.run(now=NOW)
    second = links.address(Wait.objects.get())
    assert second != offer
    assert "not kept for you any more" in text(client.get(offer))
    assert "This is the second time that we offer you" in text(client.get(second))


def test_offer_is_due_of_its_learner(offer, mia) -> None:
    (line,) = due(mia.account, NOW)
    assert (line.what, line.url, line.by) == ("Say yes or no to a time with an adviser", offer, date(2026, 9, 11))


def test_line_for_the_service_shows_broken_promises_first_and_no_names(mia, ade, zoe, full, lena, signed_in) -> None:
    join(mia)
    join(ade)
    late = join(zoe)
    Wait.objects.filter(pk=late.pk).update(promised_by=date(2026, 9, 8))
    said = text(page(signed_in(lena), "waiting-service", full.service.organisation_id))
    assert "3 people wait. <strong>1 promise is broken.</strong>" in said
    assert said.index("Was due on 8 September 2026") < said.index("Promised by 23 September 2026")
    assert "A decision is near" in said
    assert "Herefield School" in said
    assert "Add hours for Ada Viser" in said
    for name in ("Mia", "Ade", "Zoe", "Hart", "Lane", "Colleges near me", "07700"):
        assert name not in said


def test_offer_that_is_out_is_no_broken_promise(offer, full, lena, signed_in) -> None:
    Wait.objects.update(promised_by=date(2026, 9, 8))
    said = text(page(signed_in(lena), "waiting-service", full.service.organisation_id))
    assert "Time offered" in said
    assert "Promise broken" not in said
    assert not [line for line in due(lena, NOW) if "promise" in line.what]


def test_page_of_the_line_costs_the_same_for_one_and_for_many(mia, full, here, lena, signed_in) -> None:
    client, counts = signed_in(lena), []
    for name in ("One", "Two", "Three"):
        join(pupil(here, name, 11))
        with CaptureQueriesContext(connection) as seen:
            page(client, "waiting-service", full.service.organisation_id)
        counts.append(len(seen))
    assert counts[1] == counts[2]


def test_nobody_waits_is_said(full, lena, signed_in) -> None:
    assert "Nobody waits" in text(page(signed_in(lena), "waiting-service", full.service.organisation_id))


def test_owner_has_a_line_when_a_promise_is_due_or_broken(mia, ade, full, lena) -> None:
    join(mia)
    join(ade)
    assert not [one for one in due(lena, NOW) if "promise" in one.what]
    Wait.objects.filter(learner=mia).update(promised_by=date(2026, 9, 11))
    (line,) = [one for one in due(lena, NOW) if "promise" in one.what]
    assert (line.what, line.by) == ("1 promise is due within 3 days to people who wait for a time", date(2026, 9, 11))
    Wait.objects.filter(learner=ade).update(promised_by=date(2026, 9, 7))
    (line,) = [one for one in due(lena, NOW) if "promise" in one.what]
    assert line.what == "1 promise is broken to people who wait for a time, and 1 more is due within 3 days"
    assert line.url == reverse("guidance:waiting-service", args=[full.service.organisation_id])


def test_school_sees_counts_where_it_chooses(mia, ade, full, here, amina, signed_in) -> None:
    client = signed_in(amina)
    assert "for a time with an adviser" not in text(page(client, "suppliers", here.urn))
    join(mia)
    join(ade)
    Wait.objects.filter(learner=mia).update(promised_by=date(2026, 9, 7))
    said = text(page(client, "suppliers", here.urn))
    assert "2 of your pupils wait for a time with an adviser." in said
    assert "1 promise of a time is broken" in said
    assert "Mia" not in said


def test_school_that_follows_another_takes_its_waits(mia, full, here, elsewhere) -> None:
    join(mia)
    succeeded.send(sender=None, old=here, new=elsewhere, by=None, now=NOW)
    assert Wait.objects.get().institution == elsewhere


def test_own_staff_see_no_names_either(here, mia, signed_in) -> None:
    own = able_adviser(here, "own@advisers.example", "Olu Own").service
    SupplyFactory(institution=here, service=own)
    hana = member("hana2@herefield.example", "Hana Two", here, Role.HEAD)
    made = join(mia)
    assert made.service == own
    said = text(page(signed_in(hana), "waiting-service", here.pk))
    assert f"Wait {made.pk}." in said
    assert "Mia" not in said

"""The pages on which somebody finds a time: topic and how, the times, and a time that is kept."""

from datetime import date

import pytest
from django.urls import reverse

from frontdoor.record.models import Learner
from guidance.booking import actions, rules
from guidance.booking.actions import Chosen
from guidance.models import AgreedTo, BookedAs, Channel, Hold, ParentalYes
from tests.factories import UserFactory
from tests.guidance.booking.pages import BOOK, BY_PHONE, BY_VIDEO, CHOOSE, FACE, HOLD, START, key, names, page, words
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book
from tests.guidance.factories import PlaceFactory, WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]


# --- Topic and how ----------------------------------------------------------------------------------------------------


def test_anybody_is_asked_what_about_and_how_as_far_as_somebody_offers_it(client, adults) -> None:
    main = page(client.get(START))

    assert "What do you want to talk about?" in words(main)
    assert main.xpath(".//input[@name='how']/@value") == [*Channel.values]
    assert main.xpath(".//a[@href='/guidance/what-it-is/']")
    assert main.xpath(".//a[@href='/account/login/?next=/guidance/']")
    assert main.xpath(".//form/@action") == [CHOOSE]


def test_ways_of_meeting_that_nobody_offers_are_not_shown(as_mia, ada) -> None:
    ada.channels = [Channel.FACE.value]
    ada.save()
    assert page(as_mia.get(START)).xpath(".//input[@name='how']/@value") == [Channel.FACE.value]


def test_somebody_whose_school_has_chosen_nobody_is_told_whom_to_ask(as_mia, mia) -> None:
    mia.enrolments.update(year_group=9)

    main = page(as_mia.get(START))

    assert "Herefield School has not chosen an adviser for your year group" in words(main)
    assert "Ask your careers leader" in words(main)
    assert not main.xpath(".//input[@name='topic']")
    assert main.xpath(".//section[@id='adviser']")


def test_nobody_at_work_is_said_to_everybody(client, db) -> None:
    assert "Nobody can be booked here just now" in words(page(client.get(START)))


def test_meetings_to_come_are_shown_to_their_learner(as_mia, mia, ada) -> None:
    book(mia, ada)
    main = page(as_mia.get(START))
    assert "Monday 14 September 2026, 9am to 9:45am" in words(main)
    assert main.xpath(".//a[@href='/guidance/meetings/']")


# --- The times --------------------------------------------------------------------------------------------------------


def test_the_next_five_times_stand_below_their_days_and_each_is_heard_with_its_day(as_mia) -> None:
    main = page(as_mia.get(CHOOSE, BY_PHONE))

    assert names(main) == [
        "Monday 14 September 2026, 9am to 9:45am",
        "Monday 14 September 2026, 10am to 10:45am",
        "Monday 14 September 2026, 11am to 11:45am",
        "Monday 21 September 2026, 9am to 9:45am",
        "Monday 21 September 2026, 10am to 10:45am",
    ]
    assert [words(one) for one in main.xpath(".//fieldset//h2")] == [
        "Monday 14 September 2026", "Monday 21 September 2026",
    ]  # fmt: skip
    assert "Ada Viser, Northway Advisers" in words(main)


def test_later_times_and_back_again(as_mia) -> None:
    first = page(as_mia.get(CHOOSE, BY_PHONE))
    later = first.xpath(".//a[text()='Show later times']/@href")[0]
    second = page(as_mia.get(later))

    assert names(second)[0] == "Monday 21 September 2026, 11am to 11:45am"
    back = second.xpath(".//a[text()='Show earlier times']/@href")[0]
    assert names(page(as_mia.get(back))) == names(first)
    assert not first.xpath(".//a[text()='Show earlier times']")


def test_times_in_a_place_say_which_and_can_be_narrowed_to_it(as_mia, room) -> None:
    main = page(as_mia.get(CHOOSE, FACE))
    assert names(main)[0] == "Tuesday 15 September 2026, 1pm to 1:45pm"
    assert "Careers room, ZZ1 1ZZ" in words(main)
    assert not main.xpath(".//select[@name='place']")  # there is only one
    PlaceFactory(service=room.service, name="Library")
    main = page(as_mia.get(CHOOSE, FACE))
    assert main.xpath(".//select[@name='place']/option/@value") == [
        "", str(room.pk), str(room.service.places.get(name="Library").pk),
    ]  # fmt: skip
    assert names(page(as_mia.get(CHOOSE, FACE | {"place": room.pk})))
    main = page(as_mia.get(CHOOSE, FACE | {"place": 999}))
    assert "No free time fits all of that" in words(main)


def test_language_narrows_and_a_word_that_is_no_choice_does_not(as_mia, ada, service) -> None:
    ada.languages = ["pl"]
    ada.save()
    WeeklyFactory(adviser=able_adviser(service.organisation, "bea@advisers.example", "Bea Low"), weekday=4)

    assert len(names(page(as_mia.get(CHOOSE, BY_PHONE | {"language": "pl"})))) == 5
    assert "Friday 11 September" in words(page(as_mia.get(CHOOSE, BY_PHONE | {"language": "xx"})))
    polish = page(as_mia.get(CHOOSE, BY_PHONE | {"language": "pl"}))
    assert "Friday 11 September" not in words(polish)
    assert polish.xpath(".//select[@name='language']/option/@value") == ["", "pl"]
    assert not polish.xpath(".//select[@name='specialism']")


def test_without_topic_or_how_they_are_asked_for(client, adults) -> None:
    assert client.get(CHOOSE).headers["Location"] == START
    main = page(client.get(CHOOSE, {"how": "phone"}))
    assert "Choose what you want to talk about" in words(main)
    assert main.xpath(".//input[@name='how' and @value='phone' and @checked]")


def test_names_of_advisers_are_for_those_who_are_signed_in(client, adults) -> None:
    abel = adults.advisers.get()
    assert "Abel Stone" not in words(page(client.get(CHOOSE, BY_PHONE)))
    abel.is_public = True
    abel.save()
    assert "Abel Stone" in words(page(client.get(CHOOSE, BY_PHONE)))


def test_under_16_a_missing_yes_is_said_in_place_of_video_times(as_mia, mia) -> None:
    Learner.objects.filter(pk=mia.pk).update(date_of_birth=date(2011, 9, 20))
    main = page(as_mia.get(CHOOSE, BY_VIDEO))
    assert rules.VIDEO_NEEDED in words(main)
    assert not names(main)
    assert names(page(as_mia.get(CHOOSE, BY_PHONE)))


def test_video_times_begin_on_the_sixteenth_birthday(as_mia, mia) -> None:
    Learner.objects.filter(pk=mia.pk).update(date_of_birth=date(2010, 9, 20))
    main = page(as_mia.get(CHOOSE, BY_VIDEO))
    assert names(main)[0] == "Monday 21 September 2026, 9am to 9:45am"
    assert (
        "These are times on or after your 16th birthday. "
        "For earlier ones your school or a parent or carer has to say yes to video." in words(main)
    )
    assert "birthday" not in words(page(as_mia.get(CHOOSE, BY_PHONE)))


def test_who_turns_13_soon_is_told_that_a_yes_opens_earlier_times(as_mia, mia) -> None:
    Learner.objects.filter(pk=mia.pk).update(date_of_birth=date(2013, 9, 20))
    main = page(as_mia.get(CHOOSE, BY_PHONE))
    assert names(main)[0] == "Monday 21 September 2026, 9am to 9:45am"
    told = "These are times on or after your 13th birthday. For earlier ones a parent or carer has to say yes."
    assert told in words(main)
    yes = {"agreed_to": AgreedTo.MEETINGS, "name": "Jo Hart", "created_by": mia.account, "created_at": NOW}
    ParentalYes.objects.create(learner=mia, said_on=date(2026, 9, 1), until=date(2027, 9, 1), **yes)
    main = page(as_mia.get(CHOOSE, BY_PHONE))
    assert names(main)[0] == "Monday 14 September 2026, 9am to 9:45am"
    assert "birthday" not in words(main)


def test_under_13_nothing_is_shown_without_a_parent(as_mia, mia) -> None:
    Learner.objects.filter(pk=mia.pk).update(date_of_birth=date(2014, 5, 1))
    assert rules.PARENT_NEEDED in words(page(as_mia.get(CHOOSE, BY_PHONE)))
    yes = {"agreed_to": AgreedTo.MEETINGS, "name": "Jo Hart", "created_by": mia.account, "created_at": NOW}
    ParentalYes.objects.create(learner=mia, said_on=date(2026, 9, 1), until=date(2026, 9, 20), **yes)
    assert names(page(as_mia.get(CHOOSE, BY_PHONE))) == [
        "Monday 14 September 2026, 9am to 9:45am",
        "Monday 14 September 2026, 10am to 10:45am",
        "Monday 14 September 2026, 11am to 11:45am",
    ]


def test_own_meetings_keep_their_time_free_with_every_adviser(as_mia, mia, ada, service) -> None:
    WeeklyFactory(adviser=able_adviser(service.organisation, "bea@advisers.example", "Bea Low"))
    book(mia, ada)
    assert names(page(as_mia.get(CHOOSE, BY_PHONE)))[0] == "Monday 14 September 2026, 10am to 10:45am"


def test_whoever_has_three_meetings_is_led_to_them(as_mia, mia, ada) -> None:
    for start in (NINE, TEN, ONE):
        book(mia, ada, start, Channel.FACE if start == ONE else Channel.PHONE)
    main = page(as_mia.get(CHOOSE, BY_PHONE))
    assert actions.TOO_MANY in words(main)
    assert not names(main)


def test_meetings_that_their_adviser_booked_do_not_count(as_mia, mia, ada) -> None:
    """The pages lead them on, and so the last step takes it."""
    for start in (NINE, TEN, ONE):
        channel = Channel.FACE if start == ONE else Channel.PHONE
        book(mia, ada, start, channel, booked_as=BookedAs.ADVISER, by=ada.user)
    assert names(page(as_mia.get(CHOOSE, BY_PHONE)))
    assert book(mia, ada, TEN + (TEN - NINE)).booked_as == BookedAs.LEARNER


def test_no_time_at_all_leads_to_the_waiting_list(as_mia, ada) -> None:
    ada.weekly.all().delete()
    main = page(as_mia.get(CHOOSE, BY_PHONE))
    assert "No time is free just now" in words(main)
    assert main.xpath(f".//a[@href='{reverse('guidance:waiting')}?topic=after-16&how=phone']")


@pytest.mark.parametrize("advisers", [1, 4])
def test_the_times_cost_the_same_with_many_advisers(as_mia, service, advisers, django_assert_max_num_queries) -> None:
    for number in range(advisers):
        WeeklyFactory(adviser=able_adviser(service.organisation, f"a{number}@advisers.example", f"Ann {number}"))
    as_mia.get(CHOOSE, BY_PHONE)
    with django_assert_max_num_queries(32):
        as_mia.get(CHOOSE, BY_PHONE)


# --- Keeping a time ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("pressed", "where"), [({}, "login"), ({"new": "yes"}, "signup")])
def test_whoever_is_not_signed_in_does_that_and_goes_on_with_the_time(client, adults, pressed, where) -> None:
    time = key(adults.advisers.get(), NINE)
    response = client.post(HOLD, BY_PHONE | {"language": "pl", "time": time} | pressed)
    assert response.status_code == 302
    assert response["Location"] == (
        f"/account/{where}/?next=/guidance/book/%3Ftopic%3Dafter-16%26how%3Dphone%26language%3Dpl%26time%3D{time}"
    )
    assert not Hold.objects.exists()


def test_whoever_is_not_signed_in_and_chose_no_time_comes_back_to_the_times(client, adults) -> None:
    asked = "%3Ftopic%3Dafter-16%26how%3Dphone"
    assert client.post(HOLD, BY_PHONE)["Location"] == f"/account/login/?next=/guidance/choose/{asked}"


def test_a_chosen_time_is_kept_and_leads_to_the_details(as_mia, mia, ada) -> None:
    response = as_mia.post(HOLD, BY_PHONE | {"time": key(ada, NINE)})
    assert response["Location"] == f"{BOOK}?topic=after-16&how=phone"
    kept = Hold.objects.get()
    assert (kept.user, kept.adviser, kept.during.lower) == (mia.account, ada, NINE)


def test_no_time_is_said_with_the_times(as_mia) -> None:
    response = as_mia.post(HOLD, BY_PHONE)
    main = page(response)
    assert words(main.xpath(".//*[@class='govuk-error-summary']")[0]).endswith("Choose a time")
    assert main.xpath(".//a[@href='#id_time']")
    assert len(names(main)) == 5
    assert main.xpath(".//form[@class='filters']/@action") == [CHOOSE]


@pytest.mark.parametrize("time", ["", "1", "x-1", "1-99999999999", "999999999-1", "1-2-3", "１-２"])
def test_a_time_that_is_none_is_not_kept(as_mia, time) -> None:
    assert as_mia.post(HOLD, BY_PHONE | {"time": time}).status_code == 200
    assert not Hold.objects.exists()


def test_a_time_that_somebody_else_has_is_refused_with_fresh_times(as_mia, pat, mia, ada, here) -> None:
    other = LearnerFactory(account=UserFactory(email="oz@pupils.example"), date_of_birth=date(2010, 9, 2))
    enrolled(here, learner=other)
    actions.hold(chosen=Chosen(ada.pk, NINE, Channel.PHONE), learner=other, by=other.account, now=NOW)

    main = page(as_mia.post(HOLD, BY_PHONE | {"time": key(ada, NINE)}))

    assert actions.TAKEN in words(main)
    assert names(main)[0] == "Monday 14 September 2026, 10am to 10:45am"

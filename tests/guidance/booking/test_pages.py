"""The pages on which somebody books: topic and how, times, details, check, booked."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from frontdoor.record.models import Learner, WhatHelps
from guidance.booking import actions, rules
from guidance.booking.actions import Chosen
from guidance.models import AgreedTo, Channel, Hold, Meeting, ParentalYes, Topic
from tests.factories import UserFactory
from tests.guidance.booking.people import NINE, NOW, ONE, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]
START, CHOOSE, HOLD, BOOK = "/guidance/", "/guidance/choose/", "/guidance/hold/", "/guidance/book/"
BY_PHONE = {"topic": Topic.AFTER_16.value, "how": Channel.PHONE.value}
BY_VIDEO = BY_PHONE | {"how": Channel.VIDEO.value}
FACE = BY_PHONE | {"how": Channel.FACE.value}
SAID = {"topic": Topic.AFTER_16.value, "phone": "07700 900 982", "words": "Apprenticeships near me", "helps": ""}


def page(response):
    """The main part of a page, its words in one line."""
    assert response.status_code == 200, response.get("Location")
    return html.document_fromstring(response.content).xpath("//main")[0]


def words(part) -> str:
    return " ".join(part.text_content().split())


def names(part) -> list[str]:
    """What is heard of each time."""
    labels = part.xpath(".//input[@name='time']/following-sibling::label")
    return [words(label) for label in labels]


def key(adviser, start) -> str:
    return f"{adviser.pk}-{int(start.timestamp())}"


def sent(adviser, start=NINE, how=Channel.PHONE, **more) -> dict[str, str]:
    """The hidden fields of a form behind the times, and the answers."""
    return {"time": key(adviser, start), "how": str(how), **SAID, **more}


@pytest.fixture
def as_mia(mia, ada, signed_in) -> Client:
    return signed_in(mia.account)


@pytest.fixture
def as_new(adults, signed_in) -> Client:
    """Somebody with an account and without a record, where the adult service has an adviser."""
    return signed_in(UserFactory(email="nia@home.example", full_name="Nia Cole"))


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
    assert "Careers room ZZ1 1ZZ" in words(main)
    assert main.xpath(".//select[@name='place']/option/@value") == ["", str(room.pk)]
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
    assert names(page(as_mia.get(CHOOSE, BY_VIDEO)))[0] == "Monday 21 September 2026, 9am to 9:45am"


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


def test_whoever_is_not_signed_in_comes_back_to_the_same_times(client, adults) -> None:
    chosen = BY_PHONE | {"language": "pl", "time": key(adults.advisers.get(), NINE)}
    response = client.post(HOLD, chosen)
    assert response.status_code == 302
    assert response["Location"] == (
        "/account/login/?next=/guidance/choose/%3Ftopic%3Dafter-16%26how%3Dphone%26language%3Dpl"
    )
    assert not Hold.objects.exists()


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


# --- Details, check, booked -------------------------------------------------------------------------------------------


@pytest.fixture
def kept(as_mia, mia, ada) -> Client:
    """Mia, for whom Monday at nine is kept, by phone."""
    actions.hold(chosen=Chosen(ada.pk, NINE, Channel.PHONE), learner=mia, by=mia.account, now=NOW)
    return as_mia


def test_a_learner_books_in_three_pages(kept, mia, ada) -> None:
    details = page(kept.get(f"{BOOK}?topic=after-16&how=phone"))
    assert "Monday 14 September 2026, 9am to 9:45am" in words(details)
    assert "We keep this time for you until 9:15am" in words(details)
    assert not details.xpath(".//input[@name='given_names' or @name='born_day']")
    assert details.xpath(".//select[@name='topic']/option[@selected]/@value") == ["after-16"]
    check = page(kept.post(BOOK, sent(ada, step="details")))
    assert "Apprenticeships near me" in words(check)
    assert not Meeting.objects.exists()

    response = kept.post(BOOK, sent(ada, step="check"))

    made = Meeting.objects.get()
    assert response["Location"] == f"/guidance/booked/{made.pk}/"
    assert (made.learner, made.adviser, made.words, made.topic) == (mia, ada, "Apprenticeships near me", "after-16")
    done = page(kept.get(response["Location"]))
    assert made.reference in words(done)
    assert "Your adviser rings you on 07700 900 982." in words(done)
    assert "Think of one or two questions" in words(done)
    assert done.xpath(f".//a[@href='/guidance/meetings/{made.pk}/meeting.ics']")


def test_pressing_twice_books_once(kept, ada) -> None:
    first, second = (kept.post(BOOK, sent(ada, step="check")) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == 1


def test_what_is_missing_is_asked_for_at_the_last_step_too(kept, ada) -> None:
    for step in ("details", "check"):
        main = page(kept.post(BOOK, sent(ada, step=step, phone="")))
        assert "Enter the number on which your adviser can ring you" in words(main)
        assert "Apprenticeships near me" in words(main)
    assert not Meeting.objects.exists()


def test_answers_can_be_changed(kept, ada) -> None:
    main = page(kept.post(BOOK, sent(ada, step="show-details", helps="Time")))
    assert words(main.xpath(".//textarea[@name='words']")[0]) == "Apprenticeships near me"
    assert words(main.xpath(".//textarea[@name='helps']")[0]) == "Time"


def test_a_time_that_is_kept_no_more_is_said(kept, time_machine) -> None:
    time_machine.move_to(NOW + timedelta(minutes=15), tick=False)
    response = kept.get(f"{BOOK}?topic=after-16&how=phone", follow=True)
    assert response.redirect_chain == [("/guidance/choose/?topic=after-16&how=phone", 302)]
    assert "We kept this time for you for 15 minutes" in words(page(response))


def test_answers_that_come_late_count_while_the_time_is_free(kept, ada, time_machine) -> None:
    time_machine.move_to(NOW + timedelta(minutes=40), tick=False)
    assert kept.post(BOOK, sent(ada, step="check")).status_code == 302
    assert Meeting.objects.count() == 1


def test_a_race_that_is_lost_is_said_and_the_answers_go_along_to_another_time(kept, mia, pat, ada, here, time_machine):
    time_machine.move_to(NOW + timedelta(minutes=16), tick=False)
    other = LearnerFactory(account=UserFactory(email="oz@pupils.example"), date_of_birth=date(2010, 9, 2))
    enrolled(here, learner=other)
    book(other, ada, now=timezone.now())

    main = page(kept.post(f"{BOOK}?topic=after-16&how=phone", sent(ada, step="check")))

    assert actions.TAKEN in words(main)
    hidden = dict(
        zip(*(main.xpath(f".//form[@method='post']/input[@type='hidden']/@{at}") for at in ("name", "value")))
    )
    again = page(kept.post(HOLD, hidden | {"time": key(ada, TEN)}))
    assert words(again.xpath(".//textarea[@name='words']")[0]) == "Apprenticeships near me"
    assert again.xpath(".//input[@name='phone']/@value") == ["07700 900 982"]
    assert again.xpath(".//form/@action") == [f"{BOOK}?topic=after-16&how=phone"]


def test_a_meeting_at_that_time_is_said_and_nothing_is_lost(kept, mia, ada, service) -> None:
    bea = able_adviser(service.organisation, "bea@advisers.example", "Bea Low")
    WeeklyFactory(adviser=bea)
    book(mia, bea)
    main = page(kept.post(BOOK, sent(ada, step="check")))
    assert actions.AT_THAT_TIME in words(main)
    assert main.xpath(".//input[@name='words']/@value") == ["Apprenticeships near me"]


def test_what_helps_me_is_shared_by_choice_only(kept, mia, ada) -> None:
    assert not page(kept.get(BOOK)).xpath(".//input[@name='shares_what_helps']")
    kept.post(BOOK, sent(ada, step="check", shares_what_helps="on"))
    assert not Meeting.objects.get().shares_what_helps  # there is nothing to share
    actions.cancel(meeting_id=Meeting.objects.get().pk, because="", by=None, now=NOW)
    WhatHelps.objects.create(learner=mia, words="Quiet rooms", changed_at=NOW)
    kept.post(BOOK, sent(ada, TEN, step="check", shares_what_helps="on"))
    assert Meeting.objects.get(cancelled_at=None).shares_what_helps


def test_a_language_is_offered_when_the_adviser_has_one(kept, ada) -> None:
    ada.languages = ["pl"]
    ada.save()
    assert page(kept.get(f"{BOOK}?topic=after-16&how=phone&language=pl")).xpath(
        ".//select[@name='language']/option[@selected]/@value"
    ) == ["pl"]
    kept.post(BOOK, sent(ada, step="check", language="pl"))
    assert Meeting.objects.get().language == "pl"


# --- Without a record, or a birth date --------------------------------------------------------------------------------


def new(adviser, how=Channel.PHONE, year="1990", **more) -> dict[str, str]:
    about = {"given_names": "Nia", "family_name": "Cole", "born_day": "1", "born_month": "5", "born_year": year}
    return sent(adviser, how=how, **about, **more)


def test_an_adult_without_a_record_books_and_has_one_then(as_new, adults) -> None:
    abel = adults.advisers.get()
    as_new.post(HOLD, BY_PHONE | {"time": key(abel, NINE)})
    check = page(as_new.post(BOOK, new(abel, step="details")))
    assert "1 May 1990" in words(check)
    assert not Learner.objects.exists()

    response = as_new.post(BOOK, new(abel, step="check"))

    learner = Learner.objects.get()
    assert (learner.name, learner.date_of_birth) == ("Nia Cole", date(1990, 5, 1))
    assert learner.meetings.get().institution is None
    assert as_new.post(BOOK, new(abel, step="check"))["Location"] == response["Location"]


@pytest.mark.parametrize(
    ("year", "how", "said"),
    [
        ("2014", Channel.PHONE, rules.PARENT_NEEDED),
        ("2011", Channel.VIDEO, rules.VIDEO_NEEDED),
        ("2027", Channel.PHONE, "Your date of birth must be in the past"),
        ("1900", Channel.PHONE, "must be less than 120 years ago"),
    ],
)
def test_a_birth_date_for_which_a_yes_is_missing_is_said_and_nothing_is_stored(as_new, adults, year, how, said) -> None:
    abel = adults.advisers.get()
    for step in ("details", "check"):
        main = page(as_new.post(BOOK, new(abel, how, year, step=step)))
        assert said in words(main)
        assert "Apprenticeships near me" in words(main)
    assert not Learner.objects.exists()
    assert not Meeting.objects.exists()


def test_a_record_without_a_birth_date_is_asked_for_it_once(pat, adults, signed_in) -> None:
    Learner.objects.filter(pk=pat.pk).update(date_of_birth=None)
    abel, client = adults.advisers.get(), signed_in(pat.account)
    client.post(HOLD, BY_PHONE | {"time": key(abel, NINE)})
    assert page(client.get(BOOK)).xpath(".//input[@name='born_day']")
    client.post(BOOK, new(abel, step="check"))
    pat.refresh_from_db()
    assert (pat.date_of_birth, pat.given_names) == (date(1990, 5, 1), "Pat")
    client.post(HOLD, BY_PHONE | {"time": key(abel, TEN)})
    assert not page(client.get(BOOK)).xpath(".//input[@name='born_day']")


# --- Whose page it is -------------------------------------------------------------------------------------------------


def test_nobody_else_sees_that_it_is_booked(mia, pat, ada, signed_in, client) -> None:
    made = book(mia, ada)
    strangers = signed_in(pat.account)
    assert strangers.get(f"/guidance/booked/{made.pk}/").status_code == 404
    assert signed_in(ada.user).get(f"/guidance/booked/{made.pk}/").status_code == 404
    assert client.get(f"/guidance/booked/{made.pk}/").status_code == 302
    actions.cancel(meeting_id=made.pk, because="", by=None, now=NOW)
    assert signed_in(mia.account).get(f"/guidance/booked/{made.pk}/")["Location"] == f"/guidance/meetings/{made.pk}/"


def test_a_kept_time_is_nobody_elses(kept, pat, ada, signed_in) -> None:
    other = signed_in(pat.account)
    assert other.get(f"{BOOK}?topic=after-16&how=phone").status_code == 302
    assert other.post(BOOK, sent(ada, step="check")).status_code == 200
    assert not Meeting.objects.exists()
    assert Hold.objects.get().during == DateTimeTZRange(NINE, NINE + timedelta(minutes=45))

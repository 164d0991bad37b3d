"""The pages on which somebody books the time that is kept for them: details, check, booked."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Learner, WhatHelps
from guidance.booking import actions, own, rules
from guidance.booking.actions import Chosen
from guidance.models import Channel, Hold, Meeting
from tests.factories import UserFactory
from tests.guidance.booking.pages import BOOK, BY_PHONE, HOLD, key, page, sent, words
from tests.guidance.booking.people import NINE, NOW, TEN, book
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_nine")]


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
    unseen = main.xpath(".//form[@method='post']/input[@type='hidden']")
    hidden = {one.get("name"): one.get("value") for one in unseen}
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


def test_only_the_owner_gives_a_birth_date_and_what_is_known_stays(pat, mia) -> None:
    with pytest.raises(Refused, match="Only you"):
        own.say_born(learner=pat, born=date(1990, 5, 1), by=mia.account, now=NOW)
    with pytest.raises(Refused, match="in the past"):
        own.say_born(learner=pat, born=date(2026, 9, 9), by=pat.account, now=NOW)
    assert own.say_born(learner=pat, born=date(1990, 5, 1), by=pat.account, now=NOW).date_of_birth == date(1986, 5, 1)


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

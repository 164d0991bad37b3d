"""Which letters go about a meeting, to whom, what they say, and until when they are wanted."""

import re
from datetime import date, timedelta

import pytest

from frontdoor.letters import keys
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from guidance.booking import actions, letters, links
from guidance.booking.actions import Chosen
from guidance.models import Adviser, BookedAs, Channel, Weekly
from tests.guidance.booking.people import ANSWERS, NINE, NOW, ONE, TEN, book, missed
from tests.guidance.factories import WeeklyFactory, able_adviser
from tests.record.factories import LearnerFactory, enrolled

MIA, ADA, BEA = "mia@pupils.example", "ada@advisers.example", "bea@advisers.example"


@pytest.fixture
def bea(service) -> Adviser:
    adviser = able_adviser(service.organisation, BEA, "Bea Viser")
    WeeklyFactory(adviser=adviser)
    return adviser


def sent() -> list[tuple[str, str]]:
    """Kind and address of every letter, in order."""
    return [(one.kind, one.to) for one in Letter.objects.order_by("pk")]


def wanted() -> list[tuple[str, str]]:
    """Those that would still go."""
    return [(one.kind, one.to) for one in Letter.objects.order_by("pk") if is_wanted(one, now=NOW)]


def move(meeting, adviser, start=TEN, by=None):
    return actions.move(meeting_id=meeting.pk, chosen=Chosen(adviser.pk, start, Channel.PHONE), by=by, now=NOW)


def cancel(meeting, by=None):
    return actions.cancel(meeting_id=meeting.pk, because="", by=by, now=NOW)


def test_words_with_a_key_are_not_kept(settings) -> None:
    settings.DEMO = False
    assert {letters.BOOKED, letters.MOVED, letters.REMINDER} <= keys.emptied()


def test_booking_tells_the_learner_when_how_with_whom_and_the_link(mia, ada) -> None:
    made = book(mia, ada)
    letter = Letter.objects.get(kind=letters.BOOKED)
    for words in (
        "Monday 14 September 2026, 9am to 9:45am",
        "Phone with Ada Viser, Northway Advisers",
        f"Reference: {made.reference}",
        "Your adviser rings you on 07700 900123.",
        links.key_of(made),
        "Worried or not safe?",
    ):
        assert words in letter.text
    assert "Apprenticeships near me" not in letter.text


def test_letter_says_how_to_get_there_or_where_to_join(mia, ada, room) -> None:
    book(mia, ada, channel=Channel.VIDEO)
    book(mia, ada, ONE, Channel.FACE)
    video, face = Letter.objects.filter(kind=letters.BOOKED).order_by("pk")
    assert "https://video.example/ada" in video.text
    assert "Careers room" in face.text
    assert "ZZ1 1ZZ" in face.text


def test_advisers_letters_say_nothing_about_anybody(mia, ada) -> None:
    made = book(mia, ada)
    move(made, ada)
    cancel(made)
    theirs = Letter.objects.filter(to=ADA)
    assert [one.kind for one in theirs.order_by("pk")] == [letters.NEW, letters.CHANGED, letters.OFF]
    for one in theirs:
        for private in ("Mia", "Hart", "mia@", "Herefield", "Apprenticeships", "07700", "key=", "After", "Year 11"):
            assert private not in one.text + one.html


def test_adviser_who_books_or_cancels_gets_no_letter_and_the_learner_reads_who_did(mia, ada) -> None:
    made = book(mia, ada, booked_as=BookedAs.ADVISER, by=ada.user)
    cancel(made, by=ada.user)
    assert sent() == [(letters.BOOKED, MIA), (letters.CANCELLED, MIA)]
    assert "Your careers adviser has booked a meeting with you." in Letter.objects.get(kind=letters.BOOKED).text


def test_learner_who_cancels_gets_no_letter_but_by_the_link_they_do(mia, ada) -> None:
    cancel(book(mia, ada), by=mia.account)
    assert (letters.CANCELLED, MIA) not in sent()
    cancel(book(mia, ada, TEN), by=None)
    assert (letters.CANCELLED, MIA) in sent()


def test_each_move_between_two_advisers_tells_all_three(mia, ada, bea) -> None:
    made = book(mia, ada)
    for adviser, start in ((bea, TEN), (ada, NINE), (bea, TEN)):
        before = Letter.objects.count()
        move(made, adviser, start)
        assert Letter.objects.count() == before + 3
    cancel(made)
    assert sent()[-2:] == [(letters.CANCELLED, MIA), (letters.OFF, BEA)]


def test_a_letter_that_waited_goes_only_while_it_is_so(mia, ada) -> None:
    made = book(mia, ada)
    assert wanted() == sent() == [(letters.BOOKED, MIA), (letters.NEW, ADA)]
    move(made, ada)
    assert wanted() == [(letters.MOVED, MIA), (letters.CHANGED, ADA)]
    cancel(made)
    assert wanted() == [(letters.CANCELLED, MIA), (letters.OFF, ADA)]


def test_adviser_who_lost_a_meeting_hears_of_it_whatever_became_of_it_since(mia, ada, bea) -> None:
    made = book(mia, ada)
    move(made, bea)
    move(made, bea, NINE)
    assert (letters.OFF, ADA) in wanted()
    cancel(made)
    assert (letters.OFF, ADA) in wanted()


def test_adviser_who_has_it_back_does_not_hear_that_it_is_off(mia, ada, bea) -> None:
    made = book(mia, ada)
    move(made, bea)
    move(made, ada, NINE)
    assert (letters.OFF, ADA) not in wanted()
    assert (letters.NEW, ADA) in wanted()


def test_letter_about_a_meeting_that_was_erased_is_not_sent(mia, ada) -> None:
    made = book(mia, ada)
    made.delete()
    assert wanted() == []


def test_letter_goes_until_the_meeting_begins_however_near_it_is(mia, ada) -> None:
    ada.notice = 0
    ada.save()
    now = NINE - timedelta(minutes=10)
    book(mia, ada, now=now)
    assert Letter.objects.get(kind=letters.BOOKED).expires_at == NINE
    assert Letter.objects.get(kind=letters.NEW).expires_at == now + timedelta(days=7)


def test_learner_without_account_gets_letters_at_the_address_of_the_roll(here, supplied, ada) -> None:
    learner = enrolled(here, email="kim@roll.example").learner
    book(learner, ada, by=ada.user, booked_as=BookedAs.ADVISER)
    assert sent() == [(letters.BOOKED, "kim@roll.example")]


def test_learner_without_any_address_is_booked_without_a_letter(here, supplied, ada, lena) -> None:
    made = book(enrolled(here).learner, ada, by=lena, booked_as=BookedAs.STAFF)
    assert sent() == [(letters.NEW, ADA)]
    missed(made.pk, lena, TEN)
    assert sent() == [(letters.NEW, ADA)]


def test_missed_meeting_is_told_once_with_new_times(mia, ada, adults, client) -> None:
    made = book(mia, ada)
    for _ in range(2):
        missed(made.pk, ada.user, TEN)
    (letter,) = Letter.objects.filter(kind=letters.MISSED)
    for hours in ("9am to 9:45am", "10am to 10:45am", "11am to 11:45am"):
        assert f"Monday 21 September 2026, {hours}, with Ada Viser\n" in letter.text
    assert letter.text.count("with Ada Viser") == 3
    (link,) = re.findall(r"https?://\S+?(/guidance/\S*)", letter.text)
    assert link == "/guidance/?how=phone"
    assert 'value="phone" checked' in client.get(link).content.decode()
    assert is_wanted(letter, now=TEN)


def test_missed_meeting_of_an_adviser_without_times_is_told_with_those_of_others(mia, ada, service) -> None:
    made = book(mia, ada)
    Weekly.objects.filter(adviser=ada).update(last_day=date(2026, 9, 15))
    WeeklyFactory(adviser=able_adviser(service.organisation, "bea@advisers.example", "Bea Low"))
    missed(made.pk, ada.user, TEN)
    text = Letter.objects.get(kind=letters.MISSED).text
    assert "Monday 21 September 2026, 9am to 9:45am, with Bea Low" in text
    assert "Ada Viser" not in text


def test_missed_meeting_where_nothing_is_free_is_told_with_the_way_only(mia, ada) -> None:
    made = book(mia, ada)
    Weekly.objects.all().update(last_day=date(2026, 9, 15))
    missed(made.pk, ada.user, TEN)
    text = Letter.objects.get(kind=letters.MISSED).text
    assert "next free times" not in text
    assert "/guidance/?how=phone" in text


def test_who_was_never_told_an_address_has_no_letter_of_another_schools_roll(here, elsewhere, supplied, ada) -> None:
    learner = LearnerFactory()
    enrolled(here, learner=learner)
    enrolled(elsewhere, learner=learner, sort="other", email="kim@elsewhere.example")
    made = book(learner, ada, by=ada.user, booked_as=BookedAs.ADVISER, answers=ANSWERS)
    assert letters.address_of(made) == ""

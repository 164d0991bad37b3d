"""Who is told what, and that a letter which is not true any more does not go."""

from datetime import timedelta

import pytest

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Role
from guidance.blocks import actions, sweep
from guidance.models import Draw, GivenBack
from tests.factories import member
from tests.guidance.blocks.orders import decide, order
from tests.guidance.booking.people import NOW, book
from tests.guidance.factories import bought

pytestmark = pytest.mark.django_db


def letter(kind: str) -> Letter:
    return Letter.objects.get(kind=kind)


def wanted(kind: str, now=NOW) -> bool:
    return is_wanted(letter(kind), now=now)


def test_those_who_run_the_service_are_asked_until_somebody_answers(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    told = letter("block-ordered")
    assert told.to == lena.email
    assert "20 sessions for Years 10 and 11" in told.text
    assert "Say yes or no" in told.text
    assert f"/guidance/services/{offer.service.organisation_id}/sold/{made.pk}/" in told.text
    assert wanted("block-ordered")
    decide(made, lena)
    assert not wanted("block-ordered")


def test_what_was_confirmed_at_once_is_told_as_done(offer, here, amina, lena) -> None:
    made = order(offer, here, amina, sessions=10)
    assert "confirmed at once" in letter("block-ordered").text
    assert wanted("block-ordered")
    actions.end(block_id=made.pk, because="", by=amina, by_service=False, now=NOW)
    assert not wanted("block-ordered")


def test_school_reads_the_answer_and_its_reason(offer, here, amina, lena) -> None:
    decide(order(offer, here, amina), lena, yes=False, note="We are full until May.")
    told = letter("block-declined")
    assert told.to == amina.email
    assert "We are full until May." in told.text
    assert "/guidance/suppliers/900001/time/" in told.text
    assert wanted("block-declined")


def test_yes_is_told_while_it_holds(offer, here, amina, lena) -> None:
    made = decide(order(offer, here, amina), lena, note="See you soon.")
    assert "See you soon." in letter("block-confirmed").text
    assert wanted("block-confirmed")
    actions.end(block_id=made.pk, because="", by=amina, by_service=False, now=NOW)
    assert not wanted("block-confirmed")


@pytest.mark.parametrize(("who", "reader"), [("amina", "lena"), ("lena", "amina")])
def test_end_is_told_to_the_other_side(offer, here, amina, lena, who, reader, request) -> None:
    made = decide(order(offer, here, amina), lena)
    by = request.getfixturevalue(who)
    actions.end(block_id=made.pk, because="It has changed.", by=by, by_service=by == lena, now=NOW)
    told = letter("block-ended")
    assert told.to == request.getfixturevalue(reader).email
    assert "It has changed." in told.text
    assert wanted("block-ended")


def test_nobody_is_named_but_school_and_service(offer, here, amina, lena) -> None:
    decide(order(offer, here, amina), lena)
    for one in Letter.objects.filter(kind__startswith="block-"):
        assert "Amina" not in one.text
        assert "Lena" not in one.text


def test_same_cause_is_one_letter_a_person(offer, here, amina, lena) -> None:
    made = order(offer, here, amina)
    member("head@here.example", "Hal Head", here, Role.HEAD)
    for _ in range(2):
        decide(made, lena)
    assert Letter.objects.filter(kind="block-confirmed").count() == 2


def test_letter_about_what_is_left_goes_only_while_something_is(here, service, amina, mia, ada, supplied) -> None:
    supplied.delete()
    bought(here, service, 1, last_day=(NOW + timedelta(days=20)).date())
    sweep.remind(now=NOW)
    assert "1 of its 1 session is not booked yet" in letter("block-ending").text
    assert wanted("block-ending")
    book(mia, ada)
    assert not wanted("block-ending")
    assert not wanted("block-ending", NOW + timedelta(days=21))


def test_order_that_is_taken_back_is_told_as_that(offer, here, amina, lena) -> None:
    actions.end(block_id=order(offer, here, amina).pk, because="", by=amina, by_service=False, now=NOW)
    told = letter("block-ended")
    assert "has taken back its order of 20 sessions for Years 10 and 11" in told.text
    assert "Meetings that are booked" not in told.text


def test_letter_that_all_is_used_goes_only_while_it_is(here, service, amina, mia, ada, supplied) -> None:
    supplied.delete()
    block = bought(here, service, 1)
    book(mia, ada)
    sweep.remind(now=NOW)
    assert wanted("block-renew")
    Draw.objects.update(given_back_at=NOW, because=GivenBack.IN_TIME)
    assert not wanted("block-renew")
    assert wanted("block-renew", NOW + timedelta(days=(block.last_day - NOW.date()).days + 1))

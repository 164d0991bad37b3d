"""The list of letters that may not have arrived, for hubs and the department."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from frontdoor.letters.models import Decision, Letter, State
from frontdoor.oversight import inbox
from tests.letters.test_queue import make

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LIST = "oversight:letters"


def in_doubt(key, school=None, state=State.NOT_SURE, **changes):
    letter = make(key=key, now=NOW, organisation_id=school and school.pk, **changes)
    Letter.objects.filter(pk=letter.pk).update(state=state, claimed_at=NOW, error="550 no such person")
    return letter


def test_hub_sees_letters_to_its_own_institutions_only(here, beyond, hugo, signed_in):
    in_doubt("1", here, context={"school": "Herefield"})
    in_doubt("2", beyond, context={"school": "Beyond"})
    in_doubt("3", context={"school": "Nobody's"})
    said = signed_in(hugo).get(reverse(LIST)).text
    assert "A note for Herefield" in said
    assert "Beyond" not in said
    assert "Nobody" not in said


def test_department_sees_all_but_no_words_or_address_of_a_letter_to_one_person(here, beyond, dee, signed_in):
    in_doubt("1", beyond, context={"school": "Beyond"})
    private = in_doubt("2", to="pupil@home.example", context={"school": "Secret"})
    for address in (reverse(LIST), reverse("oversight:letter", args=[private.pk])):
        said = signed_in(dee).get(address).text
        assert "pupil@home.example" not in said
        assert "Secret" not in said
        assert "550 no such person" not in said
        assert "Test note" in said


def test_bounced_address_shows_with_what_the_server_said(here, hugo, signed_in):
    letter = in_doubt("1", here, State.REFUSED, to="gone@herefield.example")
    assert "gone@herefield.example" in signed_in(hugo).get(reverse(LIST)).text
    said = signed_in(hugo).get(reverse("oversight:letter", args=[letter.pk])).text
    assert "550 no such person" in said
    assert "It arrived" not in said


def test_letters_words_are_shown_to_nobody(here, dee, signed_in):
    letter = in_doubt("1", here)
    assert "Hello" not in signed_in(dee).get(reverse("oversight:letter", args=[letter.pk])).text


def test_pressing_it_arrived_takes_it_off_the_list(here, hugo, signed_in):
    letter = in_doubt("1", here)
    client = signed_in(hugo)
    said = client.post(reverse("oversight:letter-decide", args=[letter.pk]), {"what": "arrived"}, follow=True).text
    assert "The letter is recorded as arrived." in said
    assert "Every letter has gone" in said
    assert Decision.objects.get().by == hugo


def test_second_press_says_what_happened_and_changes_nothing(here, hugo, dee, signed_in):
    letter = in_doubt("1", here)
    address = reverse("oversight:letter-decide", args=[letter.pk])
    signed_in(hugo).post(address, {"what": "arrived"})
    said = signed_in(dee).post(address, {"what": "again"}, follow=True).text
    assert "Somebody has already decided about this letter." in said
    assert Letter.objects.get().state == State.SENT


def test_press_without_a_choice_gets_a_sentence(here, hugo, signed_in):
    letter = in_doubt("1", here)
    said = signed_in(hugo).post(reverse("oversight:letter-decide", args=[letter.pk]), follow=True).text
    assert "Choose what became of the letter." in said


def test_list_costs_the_same_at_any_length(here, hugo, signed_in):
    client = signed_in(hugo)
    client.get(reverse(LIST))
    costs = []
    for first, last in [(0, 1), (1, 3), (3, 30)]:
        for number in range(first, last):
            in_doubt(str(number), here)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(LIST))
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]


def tasks(user):
    return [line for line in inbox.due(user, NOW) if line.url == reverse(LIST)]


def test_to_do_has_one_line_while_there_are_any(here, hugo, hana):
    assert tasks(hugo) == []
    in_doubt("1", here)
    [line] = tasks(hugo)
    assert (line.what, line.organisation) == ("1 letter may not have arrived", "Inventshire Careers Hub (Made up)")
    in_doubt("2", here)
    assert tasks(hugo)[0].what == "2 letters may not have arrived"
    assert tasks(hana) == []

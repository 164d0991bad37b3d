"""A careers leader makes the return; the head signs it, in person and by the letter's link; the head sends it back."""

import pytest
from django.utils import timezone

from benchmarks.models import Return, State
from benchmarks.signing.actions import send_to_head
from frontdoor.ground.years import academic_year
from tests.benchmarks.factories import ReturnFactory
from tests.benchmarks.signing.test_actions import key_in_letter

pytestmark = [pytest.mark.django_db, pytest.mark.every_look]
HEAD = "head@herefield.example"


@pytest.fixture
def small_school(here):
    """Only Year 11, so that a journey by keyboard stays short."""
    here.age_low, here.age_high = 15, 16
    here.save()
    return here


def begin(visitor, amina):
    visitor.sign_in(amina)
    visitor.open("/benchmarks/900001/")
    visitor.follow("Start this year’s return")
    visitor.press("Start now")
    assert visitor.heading.endswith("Your pupils")


def test_leader_makes_a_return(visitor, small_school, amina):
    begin(visitor, amina)
    visitor.fill("How many pupils are in Year 11?", "120")
    visitor.press("Save and continue")
    assert "You have completed 1 of 9 sections" in visitor.text
    visitor.follow("1. A stable careers programme")
    visitor.choose("Do your governors openly back the careers programme?", "Partly")
    visitor.choose("Does your school have a careers leader?", "Yes")
    visitor.tick("Everyone can find out who it is")
    visitor.press("Save and continue")
    assert visitor.heading.endswith("2. Learning from career and labour market information")
    visitor.press("Save and return")
    assert "Saved." in visitor.text
    visitor.follow("4. Linking curriculum learning to careers")
    count = "Year 11: how many pupils have had this in every subject?"
    visitor.fill(count, "121")
    visitor.press("Save and continue")
    assert "cannot be more than 120" in visitor.errors[0]
    assert visitor.value(count) == "121"
    visitor.fill(count, "119")
    visitor.press("Save and return")
    visitor.follow("Check your answers and send to the head")
    assert "119 of 120 Year 11 pupils (99%)" in visitor.text
    assert "Some questions are not answered" in visitor.text
    visitor.fill("Head’s work email address", HEAD)
    visitor.press("Send to the head with blanks")
    assert visitor.heading.endswith("The return is with the head")
    assert Return.objects.get().state == State.WITH_HEAD


def test_head_signs_by_the_letters_link(visitor, small_school, amina):
    key = sent(small_school, amina)
    visitor.open(f"/benchmarks/sign/?key={key}")
    visitor.press("Sign and submit")
    assert visitor.errors == ["Enter your full name", "Enter your role"]
    visitor.fill("Your role", "Headteacher")
    visitor.fill("Your full name", "Hana Novak")  # two forms ask for a name; the first is the signature's
    visitor.press("Sign and submit")
    assert visitor.heading == "Signed and submitted"
    found = Return.objects.get()
    assert (found.state, found.signed_name) == (State.SUBMITTED, "Hana Novak")
    assert found.reference in visitor.text
    visitor.open(f"/benchmarks/sign/?key={key}")
    assert "This return was signed by Hana Novak" in visitor.text


def test_head_signs_in_person_and_reads_the_results(visitor, small_school, amina, hana):
    sent(small_school, amina)
    visitor.sign_in(hana)
    visitor.open("/to-do/")
    visitor.follow("Read and sign")
    visitor.fill("Your role", "Headteacher")
    visitor.press("Sign and submit")
    assert visitor.heading == "Return submitted"
    visitor.follow("See the results")
    assert "How this is worked out" in visitor.text
    visitor.follow("A page for governors")
    assert visitor.heading.endswith("Careers: a page for governors")


def test_head_sends_it_back_and_the_leader_reads_why(visitor, small_school, amina, hana):
    sent(small_school, amina)
    visitor.sign_in(hana)
    visitor.open(f"/benchmarks/900001/{Return.objects.get().year}/sign/")
    visitor.fill("What should change?", "Please look at Year 11 again.")
    visitor.press("Send back")
    assert Return.objects.get().state == State.DRAFT
    visitor.sign_in(amina)
    visitor.open("/benchmarks/")
    visitor.follow("Continue the return")
    assert "Hana Novak sent this back" in visitor.text
    assert "Please look at Year 11 again." in visitor.text


def sent(school, amina) -> str:
    """A return with the head, and the key of its letter."""
    now = timezone.now()
    draft = ReturnFactory(organisation=school, created_by=amina, year=academic_year(timezone.localdate(now)))
    send_to_head(return_id=draft.pk, email=HEAD, by=amina, now=now)
    return key_in_letter()

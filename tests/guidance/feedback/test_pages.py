"""The page on which a learner says how a meeting was, signed in and by the letter's key."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from guidance.booking import links
from guidance.models import Feedback
from guidance.outcomes.actions import record
from tests.guidance.booking.people import TEN, book, missed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("next_day")]
SAYS = {"helped": "a-bit", "knows_next": "not-yet", "words": "More about pay please"}


def text(answer) -> str:
    """What a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def own(mia, signed_in) -> Client:
    return signed_in(mia.account)


def page_of(made) -> str:
    return f"/guidance/meetings/{made.pk}/feedback/"


def test_the_page_says_who_reads_it_before_anything_is_written(met, own) -> None:
    said = text(own.get(page_of(met)))
    for words in (
        "Did it help?", "A lot", "A bit", "Not really", "Do you know what to do next?", "Ada Viser reads what you say",
        "without your name, your school or the day", "until 12 October 2026", "Read by your adviser with your name",
    ):  # fmt: skip
        assert words in said


def test_not_yet_leads_to_another_meeting_and_the_meeting_says_thank_you(met, own) -> None:
    done = own.post(page_of(met), SAYS, follow=True)
    assert "another talk can help" in text(done)
    assert "Book another meeting" in text(done)
    assert "Thank you for telling us" in text(own.get(f"/guidance/meetings/{met.pk}/"))
    again = own.get(page_of(met)).content.decode()
    assert "More about pay please</textarea>" in again
    assert re.search(r'value="a-bit"[^>]*checked', again)
    assert "another talk" not in text(own.post(page_of(met), SAYS | {"knows_next": "yes"}, follow=True))
    assert Feedback.objects.get().knows_next


@pytest.mark.parametrize("wrong", [{"helped": ""}, {"knows_next": ""}, {"helped": "awful"}, {"words": "x" * 601}])
def test_what_is_missing_or_too_long_is_said_and_kept(met, own, wrong) -> None:
    answer = own.post(page_of(met), SAYS | wrong)
    assert "There is a problem" in text(answer)
    assert not Feedback.objects.exists()


def test_a_closed_page_says_why_and_keeps_nothing(met, mia, signed_in, time_machine) -> None:
    time_machine.move_to(datetime(2026, 10, 13, 8, tzinfo=UTC), tick=False)
    own = signed_in(mia.account)
    for answer in (own.get(page_of(met)), own.post(page_of(met), SAYS)):
        assert "You could say until 12 October 2026 whether this meeting helped" in text(answer)
        assert "Did it help?" not in text(answer)
    assert not Feedback.objects.exists()


def test_the_key_asks_and_shows_nothing_that_was_said(met) -> None:
    strict = Client(enforce_csrf_checks=True)
    address = f"/guidance/meeting/feedback/?key={links.key_of(met)}"
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', strict.get(address).content.decode())[1]
    facts = SAYS | {"key": links.key_of(met), "csrfmiddlewaretoken": token}
    done = strict.post("/guidance/meeting/feedback/", facts, follow=True)
    assert "Thank you" in text(done)
    assert Feedback.objects.get().words == "More about pay please"
    again = strict.get(address).content.decode()
    assert "You have told us already" in again
    assert "More about pay" not in again
    assert not re.search(r"<input[^>]*\schecked", again)
    assert "Mia" not in again


def test_nobody_else_gets_it(met, signed_in, pat, ada, lena, amina, client) -> None:
    for somebody in (pat.account, ada.user, lena, amina):
        assert signed_in(somebody).get(page_of(met)).status_code == 404
    assert client.get(page_of(met)).status_code == 302
    assert "This link cannot be used" in text(client.get("/guidance/meeting/feedback/?key=nonsense"))


def test_a_missed_meeting_asks_nothing(mia, ada, own) -> None:
    made = missed(book(mia, ada).pk, ada.user, TEN)
    assert "You were not at this meeting" in text(own.get(page_of(made)))
    assert "Did the meeting help?" not in text(own.get(f"/guidance/meetings/{made.pk}/"))


def test_what_was_said_is_gone_when_it_turns_out_that_they_did_not_come(met, ada, own) -> None:
    own.post(page_of(met), SAYS)
    missed(met.pk, ada.user, TEN, seen=met.outcome)
    assert "Thank you for telling us" not in text(own.get(f"/guidance/meetings/{met.pk}/"))
    record(meeting_id=met.pk, outcome="informed", said=None, by=ada.user, now=TEN)
    assert "Say how it was" in text(own.get(f"/guidance/meetings/{met.pk}/"))

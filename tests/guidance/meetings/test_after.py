"""A meeting at which the learner was, as its learner finds it: signed in, by the letter's key, in the plan and the file."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.record.carers import actions as carers
from frontdoor.record.models import PlanAction
from frontdoor.record.plan.agreed import Step
from frontdoor.record.shown import held_back, holds, theirs
from guidance.booking import letters, links
from guidance.feedback.actions import say
from guidance.meetings.erasing import forget_letters
from guidance.models import Feedback, Meeting, Note, Outcome, Summary
from guidance.outcomes import actions, sharing
from guidance.outcomes.actions import Said
from tests.factories import UserFactory
from tests.guidance.booking.people import NOW, TEN, book, missed

pytestmark = pytest.mark.django_db
TALKED, OPTIONS = "We compared two colleges.", "Herefield College, or an apprenticeship"


def text(answer) -> str:
    """What a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def met(mia, ada, time_machine) -> Meeting:
    """Mia was there; two things were agreed. The pages' clock stands at the day after."""
    made = actions.record(
        meeting_id=book(mia, ada).pk, outcome=Outcome.ATTENDED, said=Said(TALKED, OPTIONS), by=ada.user, now=TEN
    )
    steps = [Step("Visit the college", "learner", date(2026, 10, 1)), Step("Send the link", "adviser")]
    actions.agree(meeting_id=made.pk, goal_id=None, title="After 16", steps=steps, by=ada.user, now=TEN)
    time_machine.move_to(TEN + timedelta(days=1), tick=False)
    return made


@pytest.fixture
def own(mia, met, signed_in) -> Client:
    return signed_in(mia.account)


def page_of(made, page="") -> str:
    return f"/guidance/meetings/{made.pk}/{page}"


def test_the_page_has_the_summary_what_was_agreed_and_who_reads_it(met, own) -> None:
    said = text(own.get(page_of(met)))
    for words in (
        TALKED, OPTIONS, "Visit the college Me. By 1 October 2026", "Send the link", "My plan",
        "Ada Viser, your adviser, until 12 October 2026", "Nobody else: not your parents or carers", "Say how it was",
    ):  # fmt: skip
        assert words in said
    assert "Herefield School, while" not in said
    assert "How to join" not in said


def test_the_page_costs_few_queries(met, own, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(16):
        own.get(page_of(met))


def test_before_anybody_has_said_that_they_came_there_is_none_of_it(mia, ada, signed_in, at_nine) -> None:
    made = book(mia, ada)
    own = signed_in(mia.account)
    said = text(own.get(page_of(made)))
    assert "What you talked about" not in said
    assert "Did the meeting help?" not in said
    assert "no summary of this meeting" in text(own.get(page_of(made, "readers/"), follow=True))


def test_the_learner_chooses_who_reads_it_and_it_holds_at_once(met, own, amina) -> None:
    page = text(own.get(page_of(met, "readers/")))
    assert "The careers leader and head of Herefield School Now that is Amina" in page
    own.post(page_of(met, "readers/"), {"school": "on", "advisers": "on"})
    said = text(own.get(page_of(met)))
    assert "The careers leader and head of Herefield School, while you are on its roll" in said
    assert "Careers advisers whom you meet later" in said
    own.post(page_of(met, "readers/"), {})
    summary = Summary.objects.get()
    assert (summary.school_may_read, summary.advisers_may_read) == (False, False)


def test_a_school_that_they_have_left_reads_nothing(met, own, mia) -> None:
    Summary.objects.update(school_may_read=True)
    mia.enrolments.update(ended_on=date(2026, 9, 14))
    assert "Herefield School, while" not in text(own.get(page_of(met)))


def test_the_adviser_stands_there_while_they_see_it(met, mia, signed_in, time_machine) -> None:
    time_machine.move_to(datetime(2026, 10, 13, 8, tzinfo=UTC), tick=False)
    said = text(signed_in(mia.account).get(page_of(met)))
    assert "your adviser, until" not in said
    assert TALKED in said
    assert "You could say so until 12 October 2026" in said


def test_choosing_again_writes_nothing_and_others_are_refused(met, mia, ada, pat) -> None:
    for _ in range(2):
        sharing.set_readers(meeting_id=met.pk, school=True, advisers=False, by=mia.account)
    assert past(Summary).count() == 2  # written, then shared once
    for somebody in (ada.user, pat.account, None):
        with pytest.raises(Refused, match="Only the person"):
            sharing.set_readers(meeting_id=met.pk, school=False, advisers=True, by=somebody)
    assert Summary.objects.get().school_may_read


def test_without_a_school_there_is_none_to_choose(pat, adults, signed_in, at_nine) -> None:
    adviser = adults.advisers.get()
    made = book(pat, adviser)
    actions.record(meeting_id=made.pk, outcome=Outcome.ATTENDED, said=Said(TALKED), by=adviser.user, now=TEN)
    own = signed_in(pat.account)
    assert "careers leader" not in text(own.get(page_of(made, "readers/")))
    own.post(page_of(made, "readers/"), {"school": "on", "advisers": "on"})
    assert (Summary.objects.get().school_may_read, Summary.objects.get().advisers_may_read) == (False, True)


def test_the_key_shows_nothing_of_it_and_leads_to_sign_in(met, client) -> None:
    Feedback.objects.create(meeting=met, helped="a-lot", knows_next=True, words="Secret words", said_at=TEN)
    said = text(client.get(links.address(met)))
    for hidden in (TALKED, OPTIONS, "Visit the college", "Secret words", "Who can read this", "Mia"):
        assert hidden not in said
    assert "Sign in to see what you said, and anything that your adviser has written down for you." in said
    assert "Did the meeting help?" in said


def test_nobody_else_gets_any_of_it(met, mia, here, amina, lena, signed_in, pat) -> None:
    Summary.objects.update(school_may_read=True)
    parent = UserFactory(email="pam@home.example", full_name="Pam Hart")
    link = carers.name_carer(learner=mia, institution=here, email=parent.email, name="Pam Hart", by=amina, now=NOW)
    carers.invite(carer_id=link.pk, now=NOW)
    carers.accept(carer_id=link.pk, by=parent, now=NOW)
    carers.decide(carer_id=link.pk, agrees=True, by=mia.account, now=NOW)
    for somebody in (parent, amina, lena, pat.account):
        client = signed_in(somebody)
        for page in ("", "readers/", "feedback/"):
            assert client.get(page_of(met, page)).status_code == 404
    for somebody, page in ((parent, f"/record/children/{mia.pk}/"), (amina, f"/learners/{here.urn}/{mia.pk}/")):
        answer = signed_in(somebody).get(page)
        assert answer.status_code == 200
        assert TALKED not in text(answer)


def test_the_plan_says_that_it_was_agreed_and_it_is_theirs_to_change(met, own) -> None:
    plan = own.get(reverse("record:plan"))
    assert text(plan).count("Agreed with your adviser. Written down on 14 September 2026") == 2
    step = PlanAction.objects.get(text="Visit the college")
    own.post(reverse("record:plan-action-delete", args=[step.goal_id, step.pk]))
    assert "Visit the college" not in text(own.get(page_of(met)))


def test_the_file_has_it_and_says_that_there_are_notes(met, mia, ada) -> None:
    say(meeting_id=met.pk, helped="a-bit", knows_next=False, words="More about pay", now=TEN)
    assert not [line for line in held_back(mia) if "noted for themselves" in line]
    Note.objects.create(meeting=met, adviser=ada, words="Own thoughts", changed_at=TEN)
    tables = {table.key: table for table in holds(mia)}
    assert tables["meeting-summaries"].rows == [[met.reference, TALKED, OPTIONS, False, False, TEN]]
    assert tables["meeting-feedback"].rows == [[met.reference, "A bit", False, "More about pay", TEN]]
    (line,) = [line for line in held_back(mia) if "noted for themselves" in line]
    assert "ask Northway Advisers" in line
    assert "Own thoughts" not in str([table.rows for table in tables.values()])


def test_their_words_about_it_are_theirs_to_delete(met, mia) -> None:
    say(meeting_id=met.pk, helped="a-bit", knows_next=False, words="More about pay", now=TEN)
    (found,) = [one for one in theirs(mia) if one.key == "meeting-feedback"]
    assert "1 text" in found.words
    found.delete()
    assert Feedback.objects.get().words == ""
    assert not [one for one in theirs(mia) if one.key == "meeting-feedback"]


def test_the_letter_says_nothing_of_what_was_said(met) -> None:
    letter = Letter.objects.get(kind=letters.AFTER)
    assert letter.to == "mia@pupils.example"
    for hidden in (TALKED, OPTIONS, "Visit the college", "After 16", "Mia"):
        assert hidden not in f"{letter.subject} {letter.text}"
    assert links.address(met) in letter.text
    assert "Ada Viser" in letter.text


def test_the_letter_does_not_go_once_it_is_said_that_they_did_not_come(met, ada) -> None:
    letter = Letter.objects.get(kind=letters.AFTER)
    assert is_wanted(letter, now=TEN)
    missed(met.pk, ada.user, TEN, seen=met.outcome)
    assert not is_wanted(letter, now=TEN)
    assert is_wanted(Letter.objects.get(kind=letters.MISSED), now=TEN)


def test_erasing_empties_the_letter(met, mia) -> None:
    forget_letters([mia.pk])
    assert links.key_of(met) not in Letter.objects.get(kind=letters.AFTER).text

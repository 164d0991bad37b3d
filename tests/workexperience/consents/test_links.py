"""What a parent or carer sees by a link, and what their answer does."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.record.actions import end_enrolments
from frontdoor.record.carers.actions import stop
from frontdoor.record.models import Reason
from tests.factories import UserFactory
from tests.reading import reading_age
from tests.workexperience.consents.conftest import BORN, CONTACT, NOW, key_of, text
from workexperience.applications import actions as learners_actions
from workexperience.applications import deciding
from workexperience.consents import actions, queries
from workexperience.inbox import due
from workexperience.learner import erase
from workexperience.models import Application, ApplicationState, Consent

S = ApplicationState
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
ADDRESS = "/work-experience/agree/"


def now_of(application):
    return Application.objects.get(pk=application.pk)


def asked(application):
    return queries.asked_now(application)


def post(client, key, **data):
    return client.post(ADDRESS, {"key": key, **data})


def shown(client, key):
    """The page with everything, and the mark of its text."""
    page = text(post(client, key, **BORN))

    return page, re.search(r'name="seen" value="(\w+)"', page)[1]


def says(client, key, agrees="yes", **more):
    seen = shown(client, key)[1]
    data = {"agrees": agrees, "name": "Pat Okonkwo", "seen": seen, "step": "answer", **BORN}
    return post(client, key, **data | more)


def test_the_letter_names_the_school_and_nobody_else(approved):
    letter = Letter.objects.get(key=f"consent-asked:{asked(approved).pk}:link")
    assert (letter.to, letter.organisation) == ("pat@people.example", None)
    said = f"{letter.subject} {letter.text}"
    assert "Herefield School" in said
    assert not any(word in said for word in ("Zara", "Okonkwo", approved.offer.title))
    assert reading_age(letter.text.partition("Hello,")[2].partition("--")[0]) <= 11
    assert asked(approved).token_hash not in letter.text


def test_before_the_birth_date_there_is_a_first_name_and_nothing_more(approved, client):
    page = client.get(ADDRESS, {"key": key_of(asked(approved))})
    assert "for Zara</h1>" in text(page)
    for word in ("Okonkwo", "Jane", approved.offer.title, approved.offer.employer.organisation.name):
        assert word not in text(page)
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "same-origin"


def test_a_scanner_that_opens_the_link_changes_nothing(approved, client):
    before = Consent.objects.values().get()
    for method in (client.get, client.head):
        for _ in range(10):
            assert method(ADDRESS, {"key": key_of(asked(approved))}).status_code == 200
    assert Consent.objects.values().get() == before
    assert now_of(approved).state == S.PARENT


def test_with_the_birth_date_all_is_told(approved, client):
    page, _ = shown(client, key_of(asked(approved)))
    offer = approved.offer
    for words in (
        "Zara Jane Okonkwo", offer.title, "1 to 5 March 2027", "27.5 hours", offer.address, "Sol Marsh",
        "stay away from the machines", "Amina Yusuf", CONTACT["contact_phone"], "year group, Herefield School and what",
    ):  # fmt: skip
        assert words in page


def test_what_would_help_is_told_where_it_is_shared(approved, client):
    key, helps = key_of(asked(approved)), "it also reads what would help your child"
    assert helps not in shown(client, key)[0]
    Application.objects.filter(pk=approved.pk).update(support="A quiet desk.", shares_support=True)
    assert helps in shown(client, key)[0]


def test_a_yes_asks_the_employer_and_keeps_the_text_as_shown(approved, client):
    key = key_of(asked(approved))
    assert "The employer is asked next." in text(says(client, key))
    consent = Consent.objects.get()
    assert (consent.agrees, consent.name, consent.answered_at) == (True, "Pat Okonkwo", NOW)
    assert "stay away from the machines" in consent.text
    assert now_of(approved).state == S.EMPLOYER
    assert queries.agreed(now_of(approved))
    assert "You have answered" in text(client.get(ADDRESS, {"key": key}))
    assert "You have answered" in text(post(client, key, **BORN, agrees="no", name="Pat", step="answer"))
    assert now_of(approved).state == S.EMPLOYER


def test_a_no_ends_it_and_the_employer_is_told_nothing(approved, client):
    says(client, key_of(asked(approved)), "no")
    ended = now_of(approved)
    assert (ended.state, ended.ended_because) == (S.REFUSED, "")
    body = approved.offer.employer.organisation
    assert not Reason.objects.filter(organisation=body).exists()
    assert not Letter.objects.filter(organisation=body).exists()


def test_five_wrong_birth_dates_close_the_link(approved, client):
    key = key_of(asked(approved))
    for _ in range(4):
        assert "not the date of birth" in text(post(client, key, **BORN | {"born_day": "4"}))
    assert approved.offer.title in shown(client, key)[0]
    post(client, key, **BORN | {"born_day": "4"})
    assert "wrong too often" in text(post(client, key, **BORN))
    assert "closed" in queries.trouble([asked(approved)], now=NOW)[approved.pk]


def test_a_wrong_birth_date_with_the_answer_is_no_answer(approved, client):
    key = key_of(asked(approved))
    says(client, key, born_day="4")
    assert now_of(approved).state == S.PARENT
    assert Consent.objects.get().tries == 1


def test_text_that_changed_meanwhile_is_shown_again(approved, client):
    key = key_of(asked(approved))
    seen = shown(client, key)[1]
    type(approved.offer).objects.filter(pk=approved.offer_id).update(travel_note="By boat only.")
    page = text(post(client, key, **BORN, agrees="yes", name="Pat", seen=seen, step="answer"))
    assert "has changed since you read this" in page
    assert "By boat only." in page
    assert now_of(approved).state == S.PARENT
    says(client, key)
    assert "By boat only." in Consent.objects.get().text


def test_an_answer_without_a_name_loses_nothing(approved, client):
    page = text(says(client, key_of(asked(approved)), name=""))
    assert "Enter the full name" in page
    assert re.search(r'value="yes"\s+checked', page)


def test_a_link_runs_out_after_14_days(approved, client):
    key = key_of(asked(approved))
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        assert "has run out" in text(client.get(ADDRESS, {"key": key}))


def test_a_newer_link_replaces_the_older(approved, client, pat, amina):
    old = key_of(asked(approved))
    later = NOW + timedelta(hours=1)
    actions.ask_again(application_id=approved.pk, carer_id=pat.pk, by=amina, now=later)
    assert "does not work" in text(client.get(ADDRESS, {"key": old}))
    assert "for Zara" in text(client.get(ADDRESS, {"key": key_of(asked(approved))}))


def test_a_second_press_sends_no_second_link(approved, pat, amina):
    actions.ask_again(application_id=approved.pk, carer_id=pat.pk, by=amina, now=NOW)
    assert Consent.objects.count() == Letter.objects.filter(kind="consent-asked").count() == 1


def test_a_stopped_carers_link_is_dead_at_once(approved, client, pat, amina):
    key = key_of(asked(approved))
    stop(carer_id=pat.pk, by=amina, now=NOW)
    for answer in (client.get(ADDRESS, {"key": key}), post(client, key, **BORN)):
        assert "does not work" in text(answer)
    assert approved.pk in queries.trouble([asked(approved)], now=NOW)


def test_a_link_is_dead_once_the_learner_leaves_the_roll_or_withdraws(approved, client, zara):
    key = key_of(asked(approved))
    learners_actions.withdraw(application_id=approved.pk, words="", by=zara.account, now=NOW)
    assert "Nobody waits for your answer" in text(client.get(ADDRESS, {"key": key}))
    Application.objects.filter(pk=approved.pk).update(state=S.PARENT, ended_at=None, ended_by=None)
    end_enrolments(enrolments=zara.enrolments.all(), on=NOW.date(), now=NOW)
    assert "Nobody waits for your answer" in text(client.get(ADDRESS, {"key": key}))


@pytest.mark.parametrize("key", ["", "x", "y" * 5000])
def test_a_key_that_nobody_made_says_nothing(approved, client, key):
    assert "does not work" in text(client.get(ADDRESS, {"key": key}))
    assert "does not work" in text(post(client, key, **BORN))


def test_the_form_is_sent_with_its_token(approved):
    """A browser that says where the form came from is let in."""
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, key_of(asked(approved)), **BORN).status_code == 403


def test_a_letter_that_waits_does_not_go_once_the_link_is_dead(approved, pat, amina):
    letter = Letter.objects.get(kind="consent-asked")
    assert is_wanted(letter, now=NOW)
    stop(carer_id=pat.pk, by=amina, now=NOW)
    assert not is_wanted(letter, now=NOW)


def test_paper_answers_and_closes_the_link(approved, client, amina):
    key = key_of(asked(approved))
    facts = {"agrees": True, "name": "Pat Okonkwo", "on": NOW.date(), "by": amina, "now": NOW}
    made = actions.record_paper(application_id=approved.pk, **facts)
    assert made == actions.record_paper(application_id=approved.pk, **facts)
    assert (made.on_paper, made.created_by, now_of(approved).state) == (True, amina, S.EMPLOYER)
    assert "Signed on 11 January 2027." in made.text
    assert "does not work" in text(client.get(ADDRESS, {"key": key}))


def test_without_a_birth_date_there_is_paper_only(application, pat, amina, zara):
    type(zara).objects.update(date_of_birth=None)
    facts = {"application_id": application.pk, **CONTACT, "by": amina, "now": NOW}
    with pytest.raises(deciding.Refused, match="no birth date"):
        deciding.approve(carer_id=pat.pk, **facts)
    assert now_of(application).state == S.SCHOOL
    deciding.approve(carer_id=None, on_paper=True, **facts)
    assert now_of(application).state == S.PARENT
    assert asked(application) is None


def test_a_letter_that_did_not_arrive_is_told(approved):
    assert queries.trouble([asked(approved)], now=NOW) == {}
    Letter.objects.update(state="refused")
    assert "did not arrive" in queries.trouble([asked(approved)], now=NOW)[approved.pk]


def test_links_are_made_of_nothing_that_is_kept(approved):
    assert reverse("workexperience:agree") == ADDRESS
    assert key_of(asked(approved)) not in str(Consent.objects.values().get())


def test_a_parent_with_an_account_has_it_on_their_list_and_answers_there(approved, pat, signed_in):
    pat.account = UserFactory(email=pat.email)
    pat.save()
    (one,) = due(pat.account, NOW)
    assert (one.what, one.by) == ("Say yes or no to work experience", (NOW + timedelta(days=14)).date())
    client = signed_in(pat.account)
    assert "for Zara</h1>" in text(client.get(one.url))
    page = text(client.post(one.url, BORN))
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    client.post(one.url, {"agrees": "yes", "name": "Pat Okonkwo", "seen": seen, "step": "answer", **BORN})
    assert now_of(approved).state == S.EMPLOYER
    assert list(due(pat.account, NOW)) == []
    assert signed_in(UserFactory()).get(one.url).status_code == 404


def test_an_erased_learner_leaves_no_letter_to_a_parent(approved):
    erase([approved.learner_id])
    letter = Letter.objects.get(kind="consent-asked")
    assert (letter.to, letter.text, letter.state) == ("", "", "not-needed")
    assert not Letter.objects.filter(kind="application-moved").exclude(to="").exists()

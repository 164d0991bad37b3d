"""The pages on which an employer reads who asks to come, and answers."""

from datetime import date

import pytest
from django.urls import reverse

from frontdoor.record.looks.queries import in_words, shown
from frontdoor.record.models import Look, Reason, WhatHelps
from tests.workexperience.answers.conftest import NOW, SOL, again, asked
from tests.workexperience.factories import SessionFactory, applied, checked_employer
from workexperience.answers import actions
from workexperience.applications import moves
from workexperience.models import ApplicationState

S = ApplicationState
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now", "amina")]
BOXES = {"name": "Sol Marsh", "phone": "01632 960 115"}


def text(response):
    return " ".join(response.content.decode().split())


def page(one, name="answer"):
    return reverse(f"workexperience:{name}", args=[one.offer.employer_id, one.pk])


@pytest.fixture
def client(erin, signed_in):
    return signed_in(erin)


def test_list_shows_only_those_with_a_live_reason(one, client, week, here, employer):
    other = SessionFactory(offer__employer=employer)
    hidden = applied(other, institution=here, learner=one.learner)  # the same pupil, not yet agreed to
    said = text(client.get(reverse("workexperience:answers", args=[employer.pk])))
    name = f"{one.learner.given_names} I."
    assert name in said
    assert "Waiting for your answer (1)" in said
    assert client.get(page(hidden)).status_code == 404
    Reason.objects.filter(source_key=moves.reason_key(one)).update(starts_on=date(2027, 1, 9), until=date(2027, 1, 10))
    assert name not in text(client.get(reverse("workexperience:answers", args=[employer.pk])))


def test_page_shows_the_card_and_nothing_else(one, client):
    type(one).objects.filter(pk=one.pk).update(support="A quiet room", shares_support=True, band=1)
    said = text(client.get(page(one)))
    for shown_ in (f"{one.learner.given_names} I.", "Year 11", "Herefield School", one.why, one.hopes):
        assert shown_ in said
    for hidden in ("Inventedson", "2010", one.learner.account.email, "A quiet room", "band"):
        assert hidden not in said


def test_support_is_shown_after_a_yes_and_only_if_shared(one, client, erin):
    type(one).objects.filter(pk=one.pk).update(support="A quiet room", shares_support=True, shares_what_helps=False)
    WhatHelps.objects.create(learner=one.learner, words="Written instructions", changed_at=NOW)
    actions.accept(application_id=one.pk, supervision=SOL, by=erin, now=NOW)
    said = text(client.get(page(one)))
    assert "A quiet room" in said
    assert "Written instructions" not in said
    type(one).objects.filter(pk=one.pk).update(shares_what_helps=True, shares_support=False)
    said = text(client.get(page(one)))
    assert "A quiet room" not in said
    assert "Written instructions" in said


def test_without_a_check_nobody_is_shown(one, client, employer):
    employer.checks.update(insured_until=date(2027, 1, 10))
    said = text(client.get(reverse("workexperience:answers", args=[employer.pk])))
    assert "check does not hold" in said
    assert one.learner.given_names not in said
    assert client.get(page(one)).status_code == 302


def test_a_look_is_kept_and_the_learner_reads_whose_it_was(one, client):
    client.get(page(one))
    look = Look.objects.get()
    assert (look.learners, look.reason, look.organisation) == (
        [one.learner_id],
        "placed",
        one.offer.employer.organisation,
    )
    (seen,) = in_words(shown(one.learner, today=NOW.date()))
    assert "Larch and Loom" in seen.who
    assert seen.why == "You had a placement with them."


def test_yes_is_sent_and_shown(one, client):
    assert "Sol Marsh" in text(client.get(page(one, "answer-accept")))  # the offer's, to be changed
    said = text(client.post(page(one, "answer-accept"), BOXES, follow=True))
    assert "It is confirmed" in said
    assert again(one).state == S.CONFIRMED


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        ({"phone": "12"}, "Enter a whole phone number"),
        ({"name": ""}, "Enter who looks after them"),
        ({"name_20270302_there": "Ada"}, "Enter a whole phone number"),
        ({"phone_20270302_there": "01632 960 117"}, "Enter who has this number on 2 March 2027"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(one, client, boxes, sentence):
    said = text(client.post(page(one, "answer-accept"), BOXES | {"name_20270303_there": "Kept"} | boxes))
    assert sentence in said
    assert 'value="Kept"' in said
    assert again(one).state == S.EMPLOYER


def test_other_days_are_chosen_from_the_free_ones(one, client, week):
    free = SessionFactory(offer=week.offer, first_day=date(2027, 4, 5), last_day=date(2027, 4, 9))
    full = SessionFactory(offer=week.offer, first_day=date(2027, 5, 3), last_day=date(2027, 5, 7), places=1, taken=1)
    said = text(client.get(page(one, "answer-other-days")))
    assert "5 to 9 April 2027" in said
    assert "3 to 7 May 2027" not in said
    assert "not free any more" in text(client.post(page(one, "answer-other-days"), {"session": full.pk}))
    client.post(page(one, "answer-other-days"), {"session": free.pk})
    assert again(one).session == free


def test_no_needs_a_reason_and_something_else_needs_words(one, client):
    assert "Choose a reason" in text(client.post(page(one, "answer-decline"), {}))
    assert "Say why, in a few words" in text(client.post(page(one, "answer-decline"), {"reason": "other"}))
    assert "never the young person" in text(client.get(page(one, "answer-decline")))
    for _ in range(2):  # a second press leads back to the list
        said = client.post(page(one, "answer-decline"), {"reason": "days"}, follow=True)
        assert said.redirect_chain[-1][0] == reverse("workexperience:answers", args=[one.offer.employer_id])
    assert again(one).state == S.DECLINED


def test_page_of_what_is_over_leads_back_to_the_list(one, client):
    moves.put(moves.locked(one.pk), S.WITHDRAWN, by=None, now=NOW)
    assert "not shown to you any more" in text(client.get(page(one), follow=True))


def test_of_two_employers_each_sees_its_own(one, client, here):
    elsewhere = SessionFactory(offer__employer=checked_employer())
    theirs = asked(elsewhere, institution=here)
    assert client.get(page(theirs)).status_code == 404
    wrong = reverse("workexperience:answer", args=[one.offer.employer_id, theirs.pk])
    assert client.get(wrong).status_code == 404


def test_list_costs_the_same_at_any_length(one, client, week, here, employer, django_assert_max_num_queries):
    address = reverse("workexperience:answers", args=[employer.pk])
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    type(week).objects.filter(pk=week.pk).update(places=9)
    for _ in range(4):
        asked(week, institution=here)
    with django_assert_max_num_queries(len(few)):
        client.get(address)

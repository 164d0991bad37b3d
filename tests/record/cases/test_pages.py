"""The learner asks and reads; the data lead answers; nobody else learns of it."""

from datetime import timedelta

import pytest
import time_machine

from frontdoor.record.actions import end_enrolments
from frontdoor.record.cases import actions
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Case, Look, LookReason, Outcome
from frontdoor.record.shown import holds, own_pages
from tests.factories import UserFactory
from tests.record.cases.conftest import NOW
from tests.record.factories import LearnerFactory, enrolled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(learner, look) -> Case:
    return actions.question_look(learner=learner, look=look, words="Why did she?", by=learner.account, now=NOW)


def test_learner_questions_a_look_and_reads_the_answer(learner, look, hana, signed_in) -> None:
    client = signed_in(learner.account)
    asked = client.post(f"/record/looked/{look.pk}/question/", {"words": "Why did she?"}, follow=True).content.decode()
    assert "Why did she?" in asked
    assert "An answer is due by 2 December 2026" in asked

    address = f"/learners/900001/questions/{Case.objects.get().pk}/"
    staff = signed_in(hana)
    assert "Amina Yusuf" in staff.get(address).content.decode()
    staff.post(address, {"outcome": "explained", "words": "She planned your meeting."})

    page = client.get("/record/questions/").content.decode()
    assert "She planned your meeting." in page
    assert "Hana" not in page
    assert "See your question" in client.get("/record/looked/").content.decode()


def test_learner_asks_for_a_correction(here, learner, signed_in) -> None:
    client = signed_in(learner.account)
    page = client.post("/record/corrections/", {"institution": here.pk, "about": "Something else"}).content.decode()
    assert "Say what should change" in page
    assert "Read by the person who answers questions about data" in page

    facts = {"institution": here.pk, "about": "Something else", "words": "I was there."}
    assert "I was there." in client.post("/record/corrections/", facts, follow=True).content.decode()


def test_record_of_ones_own_has_nobody_to_ask(signed_in) -> None:
    page = signed_in(LearnerFactory(account=UserFactory()).account).get("/record/corrections/").content.decode()

    assert "There is nobody to ask" in page


def test_nobody_but_the_lead_learns_of_a_case(case, signed_in, amina, bryn, cora, hana) -> None:
    for address in ("/learners/900001/questions/", f"/learners/900001/questions/{case.pk}/"):
        assert [signed_in(one).get(address).status_code for one in (amina, bryn, cora)] == [404] * 3
        assert "Asha" in signed_in(hana).get(address).content.decode()


def test_case_about_the_leads_own_look_is_not_theirs_to_see_while_somebody_else_answers(
    here, case, signed_in, amina, bryn, hana
) -> None:
    actions.name_lead(institution=here, person=amina, by=hana, now=NOW)
    address = f"/learners/900001/questions/{case.pk}/"

    assert signed_in(amina).get(address).status_code == 404
    assert "Asha" not in signed_in(amina).get("/learners/900001/questions/").content.decode()
    assert "<textarea" in signed_in(hana).get(address).content.decode()
    assert signed_in(bryn).get(address).status_code == 404


def test_case_of_somebody_who_left_opens_no_record(case, learner, signed_in, hana) -> None:
    end_enrolments(enrolments=learner.enrolments.all(), on=NOW.date(), now=NOW)
    client = signed_in(hana)

    assert "Asha" in client.get(f"/learners/900001/questions/{case.pk}/").content.decode()
    assert client.get(f"/learners/900001/{learner.pk}/").status_code == 404


def test_answered_case_of_somebody_who_left_is_gone_after_three_months(case, learner, signed_in, hana) -> None:
    actions.answer(case_id=case.pk, outcome=Outcome.EXPLAINED, words="We met.", by=hana, now=NOW)
    address = f"/learners/900001/questions/{case.pk}/"
    later = NOW + timedelta(days=100)
    with time_machine.travel(later):
        assert signed_in(hana).get(address).status_code == 200
        end_enrolments(enrolments=learner.enrolments.all(), on=later.date(), now=later)
        assert signed_in(hana).get(address).status_code == 404
        assert "Asha" not in signed_in(hana).get("/learners/900001/questions/").content.decode()


def test_the_only_heads_own_look_is_answered_by_the_careers_leader(here, learner, signed_in, amina, hana) -> None:
    looked(by=hana, institution=here, learners=[learner.pk], page="Pupil page", now=NOW)
    look = Look.objects.get(viewer=hana)
    asked = actions.question_look(learner=learner, look=look, words="", by=learner.account, now=NOW)
    address = f"/learners/900001/questions/{asked.pk}/"
    assert signed_in(hana).get(address).status_code == 404
    assert "<textarea" in signed_in(amina).get(address).content.decode()
    assert "Questions about data" in signed_in(amina).get("/learners/900001/").content.decode()


def test_nobody_has_more_than_ten_open_questions_at_one_school(here, learner, signed_in) -> None:
    facts = {"institution": here.pk, "about": "Something else"}
    for number in range(11):
        page = signed_in(learner.account).post("/record/corrections/", facts | {"words": f"No. {number}"}, follow=True)
    assert "10 questions there that are not answered yet" in page.content.decode()
    assert Case.objects.count() == 10


def test_reading_a_case_is_a_look_because_of_a_question(case, learner, signed_in, hana) -> None:
    client = signed_in(hana)
    client.get("/learners/900001/questions/")
    client.get(f"/learners/900001/questions/{case.pk}/")

    kept = Look.objects.filter(reason=LookReason.QUESTION).order_by("pk")
    assert [(one.kind, one.learners) for one in kept] == [("list", [learner.pk]), ("page", [learner.pk])]


def test_lead_is_named_by_who_manages_people(here, signed_in, amina, bryn) -> None:
    client = signed_in(amina)
    assert "Questions go now to: <strong>Amina Yusuf" in client.get("/learners/900001/data-lead/").content.decode()

    page = client.post("/learners/900001/data-lead/", {"person": bryn.pk}, follow=True).content.decode()
    assert "Questions go now to: <strong>Bryn Parry" in page
    assert 'href="/learners/900001/questions/"' in signed_in(bryn).get("/learners/900001/").content.decode()
    assert 'href="/learners/900001/questions/"' not in client.get("/learners/900001/").content.decode()


def test_naming_nobody_hands_the_questions_back_to_the_heads(here, signed_in, hana, bryn) -> None:
    actions.name_lead(institution=here, person=bryn, by=hana, now=NOW)
    client = signed_in(hana)
    assert "Nobody in particular" in client.get("/learners/900001/data-lead/").content.decode()

    page = client.post("/learners/900001/data-lead/", {"person": "nobody"}, follow=True).content.decode()
    assert "Questions go now to: <strong>Hana Novak" in page


def test_school_that_left_the_portal_is_to_be_written_to(here, learner, signed_in) -> None:
    facts = {"institution": here.pk, "about": "Something else", "words": "I was there."}
    page = signed_in(learner.account).post("/record/corrections/", facts, follow=True).content.decode()

    assert "Nobody at Herefield School uses this service now" in page


def test_questions_stand_in_the_export_and_on_the_learners_pages(case, learner) -> None:
    [table] = [one for one in holds(learner) if one.key == "questions"]

    assert table.rows[0][4] == "Why did she?"
    assert {"/record/looked/", "/record/questions/"} <= {page.href for page in own_pages(learner)}


@pytest.mark.parametrize("number", [1, 12])
def test_list_of_questions_costs_the_same(here, hana, signed_in, number, django_assert_max_num_queries) -> None:
    for _ in range(number):
        one = enrolled(here, learner=LearnerFactory(account=UserFactory())).learner
        actions.ask_correction(
            learner=one, institution=here, about="Something else", words="x", by=one.account, now=NOW
        )
    client = signed_in(hana)
    client.get("/learners/900001/questions/")

    with django_assert_max_num_queries(9):
        client.get("/learners/900001/questions/")

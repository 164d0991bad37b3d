"""Asking, answering, and who answers."""

from datetime import timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Membership, Role
from frontdoor.record.actions import end_enrolments
from frontdoor.record.cases import actions, queries
from frontdoor.record.inbox import due
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Case, CaseKind, DataLead, Look, LookReason, Outcome
from tests.factories import UserFactory, member
from tests.record.cases.conftest import NOW

pytestmark = pytest.mark.django_db


def question(learner, look, *, now=NOW) -> Case:
    return actions.question_look(learner=learner, look=look, words="Why?", by=learner.account, now=now)


def correct(learner, here, words="Year 10") -> Case:
    return actions.ask_correction(
        learner=learner, institution=here, about="My year or group", words=words, by=learner.account, now=NOW
    )


def answer(case, by, **more) -> Case:
    said = {"outcome": Outcome.EXPLAINED, "words": "She planned your meeting."} | more
    return actions.answer(case_id=case.pk, **said, by=by, now=NOW)


def test_question_goes_to_the_head_without_name_or_words(here, learner, look, hana) -> None:
    case = question(learner, look)

    letter = Letter.objects.get()
    assert (letter.to, case.institution, case.kind) == (hana.email, here, CaseKind.LOOK)
    assert case.about == "“Pupil page”, opened by a careers leader on 2 November 2026 at 9:00am"
    assert "2 December 2026" in letter.text
    assert f"/learners/900001/questions/{case.pk}/" in letter.text
    assert not [word for word in ("Asha", "Inventedson", "Why?", "Pupil page") if word in letter.text + letter.subject]


def test_second_press_is_the_same_question_until_it_is_answered(learner, look, hana) -> None:
    case = question(learner, look)
    assert question(learner, look, now=NOW + timedelta(days=3)) == case
    assert Letter.objects.count() == 1

    answer(case, hana)
    assert question(learner, look) != case


def test_parents_look_cannot_be_questioned(learner) -> None:
    looked(by=UserFactory(), learners=[learner.pk], page="x", reason=LookReason.PARENT, now=NOW)

    with pytest.raises(Refused, match="talk to your school"):
        question(learner, Look.objects.get())


def test_correction_goes_to_where_the_learner_is_or_was(here, elsewhere, learner, hana) -> None:
    case = correct(learner, here)
    assert correct(learner, here) == case
    assert correct(learner, here, "Year 9") != case
    with pytest.raises(Refused, match="where you are or were"):
        correct(learner, elsewhere)


def test_named_lead_answers_and_the_head_when_they_have_left(here, learner, look, hana, bryn) -> None:
    actions.name_lead(institution=here, person=bryn, by=hana, now=NOW)
    actions.name_lead(institution=here, person=bryn, by=hana, now=NOW)
    case = question(learner, look)
    assert [*Letter.objects.values_list("to", flat=True)] == [bryn.email]
    with pytest.raises(Refused):
        answer(case, hana)

    Membership.objects.filter(user=bryn).update(ended_at=NOW)
    assert answer(case, hana).answered_by == hana


def test_careers_leaders_answer_where_there_is_no_head(here, learner, amina) -> None:
    case = correct(learner, here)

    assert [one.what for one in due(amina, NOW) if "question" in one.what] == ["Answer a question about data"]
    assert answer(case, amina).answered_at == NOW


def test_nobody_answers_about_their_own_look_while_there_is_another(here, learner, look, amina, hana) -> None:
    actions.name_lead(institution=here, person=amina, by=hana, now=NOW)
    case = question(learner, look)

    assert [*Letter.objects.values_list("to", flat=True)] == [hana.email]
    with pytest.raises(Refused, match="Somebody else has to answer it: Hana Novak"):
        answer(case, amina)
    assert "question" not in " ".join(one.what for one in due(amina, NOW))
    assert answer(case, hana).answered_by == hana


def test_only_lead_answers_about_their_own_look_where_nobody_else_is(here, learner, look, amina) -> None:
    assert answer(question(learner, look), amina).answered_by == amina


def test_second_head_answers_about_the_first_ones_look(here, learner, hana) -> None:
    other = member("ola@herefield.example", "Ola Berg", here, Role.HEAD)
    looked(by=hana, institution=here, learners=[learner.pk], page="Pupil page", now=NOW)
    case = question(learner, Look.objects.get())

    assert [*queries.team_of(here).answer(case)] == [other]


def test_answer_reaches_the_learner_as_a_link_once(learner, look, hana) -> None:
    case = question(learner, look)
    answer(case, hana)
    answer(case, hana)

    [letter] = Letter.objects.filter(kind="record-case-answered")
    assert letter.to == learner.account.email
    assert "/record/questions/" in letter.text
    assert "She planned" not in letter.text
    assert "Worried or not safe?" in letter.text
    with pytest.raises(Refused, match="answered already"):
        answer(case, hana, words="Something else.")


def test_outcome_that_is_not_offered_is_refused(learner, look, hana) -> None:
    with pytest.raises(Refused, match="Choose how it ends"):
        answer(question(learner, look), hana, outcome=Outcome.NOT_CHANGED)


def test_to_do_says_by_when_to_answer(here, learner, look, hana) -> None:
    question(learner, look)
    [one] = [one for one in due(hana, NOW) if "question" in one.what]

    assert (one.by.isoformat(), one.url) == ("2026-12-02", "/learners/900001/questions/")


def test_only_a_member_can_be_named(here, cora, hana) -> None:
    with pytest.raises(Refused, match="belongs to this school"):
        actions.name_lead(institution=here, person=cora, by=hana, now=NOW)

    actions.name_lead(institution=here, person=hana, by=hana, now=NOW)
    actions.name_lead(institution=here, person=None, by=hana, now=NOW)
    assert not DataLead.objects.exists()


def test_case_of_somebody_who_left_is_answered(here, learner, look, hana) -> None:
    case = question(learner, look)
    end_enrolments(enrolments=learner.enrolments.all(), on=NOW.date(), now=NOW)

    assert answer(case, hana).answered_at == NOW


def test_an_adviser_is_not_named_and_answers_no_longer_once_they_only_advise(here, learner, look, hana, bryn) -> None:
    adviser = member("ada@herefield.example", "Ada Viser", here, Role.ADVISER)
    assert adviser not in queries.members(here)
    assert bryn in queries.members(here)
    DataLead.objects.create(institution=here, person=bryn, created_by=hana, created_at=NOW)
    Membership.objects.filter(user=bryn).update(role=Role.ADVISER)
    assert queries.named_lead(here) is None
    assert queries.team_of(here).leads == [hana]

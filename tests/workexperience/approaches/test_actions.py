"""A school asks an employer, takes it back; the employer answers; each once."""

from datetime import UTC, datetime

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from tests.factories import MembershipFactory, SchoolFactory, member
from tests.workexperience.approaches.conftest import ASKED, NOW, ask
from tests.workexperience.factories import EmployerFactory
from workexperience.approaches import actions
from workexperience.approaches.wanted import still_waits
from workexperience.models import Approach, ApproachState

JANUARY = datetime(2027, 1, 4, 9, tzinfo=UTC)


def others(number):
    for _ in range(number):
        school = SchoolFactory()
        yield school, member(f"leader{school.pk}@schools.example", "Lee", school, Role.LEADER)


def test_asking_makes_a_request_and_a_letter_to_each_of_the_employers_people(employer, erin, here, amina):
    ewan = member("ewan@employers.example", "Ewan", employer.organisation, Role.EMPLOYER)
    gone = member("gone@employers.example", "Gone", employer.organisation, Role.EMPLOYER)
    gone.memberships.update(ended_at=NOW)

    made = ask(employer, here, amina)

    assert (made.term, made.state) == ("2026-27 autumn", ApproachState.WAITING)
    assert (made.created_by, made.created_at) == (amina, NOW)
    letters = Letter.objects.filter(kind="approach-asked")
    assert {letter.to for letter in letters} == {erin.email, ewan.email}
    assert all(ASKED["words"] not in letter.text and amina.email not in letter.text for letter in letters)


def test_a_double_click_is_one_request_and_one_letter(employer, here, amina):
    assert ask(employer, here, amina) == ask(employer, here, amina)
    assert Approach.objects.count() == Letter.objects.count() == 1


def test_something_else_in_the_same_term_is_refused_and_in_the_next_it_is_not(employer, here, amina):
    ask(employer, here, amina)
    with pytest.raises(Refused, match=r"asked Larch and Loom on 21 November 2026\. It can ask again from January 2027"):
        ask(employer, here, amina, learners=25)
    assert ask(employer, here, amina, now=JANUARY, learners=25).term == "2026-27 spring"


def test_the_fourth_school_is_told_when_it_can_ask_again(employer, here, amina):
    for school, leader in others(3):
        ask(employer, school, leader)
    with pytest.raises(Refused, match=r"takes 3 requests a term .* from January 2027"):
        ask(employer, here, amina)
    assert ask(employer, here, amina, now=JANUARY)


def test_a_request_that_was_taken_back_counts(employer, here, amina):
    for school, leader in others(3):
        actions.withdraw(approach_id=ask(employer, school, leader).pk, by=leader, now=NOW)
    with pytest.raises(Refused, match="has had enough"):
        ask(employer, here, amina)


@pytest.mark.parametrize("limit", [None, 50])
def test_below_the_limit_everybody_can_ask(employer, here, amina, limit):
    employer.approaches_a_term = limit
    employer.save(update_fields=["approaches_a_term"])
    for school, leader in others(4):
        ask(employer, school, leader)
    assert ask(employer, here, amina)


def test_an_unchecked_employer_cannot_be_asked(here, amina):
    unchecked = EmployerFactory()
    MembershipFactory(organisation=unchecked.organisation, role=Role.EMPLOYER)
    with pytest.raises(Refused, match="cannot be asked"):
        ask(unchecked, here, amina)


def test_an_employer_whose_check_was_withdrawn_cannot_be_asked(employer, here, amina, hugo):
    employer.checks.update(ended_at=NOW, ended_by=hugo, ended_because="It closed.")
    with pytest.raises(Refused, match="cannot be asked"):
        ask(employer, here, amina)


def test_an_employer_where_nobody_can_answer_cannot_be_asked(employer, erin, here, amina):
    erin.memberships.update(ended_at=NOW)
    with pytest.raises(Refused, match="cannot be asked"):
        ask(employer, here, amina)


def test_an_employer_that_is_gone_cannot_be_asked(employer, here, amina):
    pk = employer.pk
    employer.delete()
    with pytest.raises(Refused, match="cannot be asked"):
        actions.approach(employer_id=pk, institution=here, by=amina, now=NOW, **ASKED)


def test_the_first_answer_stands_and_reaches_leaders_and_heads(employer, erin, here, amina, hana, bryn):
    made = ask(employer, here, amina)
    answered = actions.answer(approach_id=made.pk, accepted=True, reply="Come.", by=erin, now=NOW)

    assert (answered.state, answered.answered_by, answered.reply) == (ApproachState.YES, erin, "Come.")
    assert {letter.to for letter in Letter.objects.filter(kind="approach-answered")} == {amina.email, hana.email}
    with pytest.raises(Refused, match="answered already"):
        actions.answer(approach_id=made.pk, accepted=False, reply="No.", by=erin, now=NOW)


def test_the_same_answer_twice_is_one_answer(employer, erin, here, amina):
    made = ask(employer, here, amina)
    for _ in range(2):
        actions.answer(approach_id=made.pk, accepted=False, reply="Not now.", by=erin, now=NOW)
    assert Letter.objects.filter(kind="approach-answered").count() == 1


def test_without_a_check_that_holds_no_can_be_said_and_yes_cannot(employer, erin, here, amina, hugo):
    made = ask(employer, here, amina)
    employer.checks.update(ended_at=NOW, ended_by=hugo, ended_because="It closed.")
    with pytest.raises(Refused, match="once your organisation has been checked"):
        actions.answer(approach_id=made.pk, accepted=True, reply="Come.", by=erin, now=NOW)
    answered = actions.answer(approach_id=made.pk, accepted=False, reply="Ring me at home.", by=erin, now=NOW)
    assert (answered.state, answered.reply) == (ApproachState.NO, "")


def test_a_request_is_taken_back_once_and_not_after_the_answer(employer, erin, here, amina):
    made = ask(employer, here, amina)
    assert actions.withdraw(approach_id=made.pk, by=amina, now=NOW).state == ApproachState.WITHDRAWN
    assert actions.withdraw(approach_id=made.pk, by=amina, now=JANUARY).withdrawn_at == NOW
    with pytest.raises(Refused, match="taken this request back"):
        actions.answer(approach_id=made.pk, accepted=True, reply="Come.", by=erin, now=NOW)
    with pytest.raises(Refused, match="took it back"):
        ask(employer, here, amina)


def test_an_answered_request_cannot_be_taken_back(employer, erin, here, amina):
    made = ask(employer, here, amina)
    actions.answer(approach_id=made.pk, accepted=False, reply="No.", by=erin, now=NOW)
    with pytest.raises(Refused, match="has answered already"):
        actions.withdraw(approach_id=made.pk, by=amina, now=NOW)


def test_the_letter_to_the_employer_is_wanted_while_the_request_waits(employer, here, amina):
    made = ask(employer, here, amina)
    letter = Letter.objects.get(kind="approach-asked")
    assert still_waits(letter, NOW)
    actions.withdraw(approach_id=made.pk, by=amina, now=NOW)
    assert not still_waits(letter, NOW)

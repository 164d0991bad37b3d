"""A code gives a learner their record, once; with a record of their own already, the two become one."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.record.access import learners_at
from frontdoor.record.claims import queries
from frontdoor.record.claims.actions import claim, make_codes, start
from frontdoor.record.models import Carer, ClaimCode, Enrolment, Joining, Learner, LinkState, PendingLink, Sort
from tests.factories import UserFactory
from tests.record.factories import NOW, LearnerFactory, enrolled

BORN, TODAY = date(2011, 3, 4), date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    """Somebody who signs in and has no record yet."""
    return UserFactory(email="sam@home.example")


def code_for(enrolment: Enrolment, by) -> ClaimCode:
    """The code that stands on the slip, found again as the page finds it."""
    [slip] = make_codes(enrolments=[enrolment], by=by, now=NOW)
    found = queries.find_code(f" {slip.code[:4].lower()}-{slip.code[4:]} ")
    assert found
    return found


def test_a_code_gives_the_record(amina, sam, here) -> None:
    enrolment = enrolled(here)
    code = code_for(enrolment, amina)
    assert claim(code_id=code.pk, born=BORN, by=sam, now=NOW) == enrolment.learner
    assert Learner.objects.get(account=sam) == enrolment.learner
    code.refresh_from_db()
    assert (code.used_by, code.used_at) == (sam, NOW)
    assert claim(code_id=code.pk, born=BORN, by=sam, now=NOW) == enrolment.learner


def test_only_a_hash_is_kept_and_the_letter_says_nothing_of_the_pupil(amina, here) -> None:
    learner = LearnerFactory(given_names="Ottoline", family_name="Rarename")
    enrolment = enrolled(here, learner=learner, email="ottoline@herefield.example", upn="H801200001001")
    [slip] = make_codes(enrolments=[enrolment], by=amina, now=NOW)
    row, letter = ClaimCode.objects.get(), Letter.objects.get()
    assert slip.code not in row.code_hash
    assert letter.to == "ottoline@herefield.example"
    assert f"{slip.code[:4]}-{slip.code[4:]}" in letter.text
    assert "Worried or not safe?" in letter.text
    for secret in ("Ottoline", "Rarename", "H801200001001", "2011"):
        assert secret not in letter.text + letter.html + letter.subject + letter.key


def test_without_an_address_there_is_no_letter_and_with_an_account_no_code(amina, here) -> None:
    with_account = enrolled(here, learner=LearnerFactory(account=UserFactory()), email="a@herefield.example")
    plain = enrolled(here)
    slips = make_codes(enrolments=[with_account, plain], by=amina, now=NOW)
    assert [slip.enrolment for slip in slips] == [plain]
    assert not Letter.objects.exists()


def test_a_new_code_takes_the_place_of_the_old_one(amina, sam, here) -> None:
    enrolment = enrolled(here)
    [old] = make_codes(enrolments=[enrolment], by=amina, now=NOW)
    new = code_for(enrolment, amina)
    assert queries.find_code(old.code) is None
    assert ClaimCode.objects.get() == new


def test_a_wrong_birth_date_and_a_wrong_code_get_the_same_sentence(amina, sam, here) -> None:
    code = code_for(enrolled(here), amina)
    for born in (None, date(2011, 4, 3)):
        with pytest.raises(Refused) as refusal:
            claim(code_id=code.pk, born=born, by=sam, now=NOW)
        assert str(refusal.value) == f"{queries.why_not(None, sam, now=NOW)}."
    assert not Learner.objects.filter(account=sam).exists()


def test_no_birth_date_on_the_roll_means_none_is_asked(amina, sam, here) -> None:
    enrolment = enrolled(here, learner=LearnerFactory(date_of_birth=None))
    assert claim(code_id=code_for(enrolment, amina).pk, born=None, by=sam, now=NOW).account == sam


def test_a_code_expires_after_60_days(amina, sam, here) -> None:
    code = code_for(enrolled(here), amina)
    assert not queries.why_not(code, sam, now=NOW + timedelta(days=60, seconds=-1))
    with pytest.raises(Refused, match="expired"):
        claim(code_id=code.pk, born=BORN, by=sam, now=NOW + timedelta(days=60))


def test_claimed_twice_is_refused_and_changes_nothing(amina, sam, here) -> None:
    enrolment = enrolled(here)
    code = code_for(enrolment, amina)
    claim(code_id=code.pk, born=BORN, by=sam, now=NOW)
    with pytest.raises(Refused, match="Each code works once"):
        claim(code_id=code.pk, born=BORN, by=UserFactory(), now=NOW)
    assert Learner.objects.get(pk=enrolment.learner_id).account == sam


def test_another_schools_code_for_a_record_that_has_an_account_is_refused(amina, cora, sam, here, elsewhere) -> None:
    enrolment = enrolled(here)
    second = enrolled(elsewhere, learner=enrolment.learner, sort=Sort.OTHER)
    first, other = code_for(enrolment, amina), code_for(second, cora)
    claim(code_id=first.pk, born=BORN, by=sam, now=NOW)
    with pytest.raises(Refused, match="already has an account"):
        claim(code_id=other.pk, born=BORN, by=UserFactory(), now=NOW)


def test_self_registered_then_claimed_is_one_record(amina, sam, here) -> None:
    own = start(given_names="Sam", family_name="Typed", by=sam, now=NOW)
    theirs = enrolled(here)
    kept = claim(code_id=code_for(theirs, amina).pk, born=BORN, by=sam, now=NOW)
    assert kept == own
    assert list(learners_at(here, today=TODAY)) == [own]
    assert Joining.objects.get().cause == "code"
    assert Learner.objects.filter(joined_into=None).count() == 1


def test_two_rolls_at_once_know_nothing_of_each_other_until_the_learner_types_a_code(
    amina, cora, sam, here, elsewhere
) -> None:
    first, second = enrolled(here), enrolled(elsewhere)
    link = PendingLink.objects.create(earlier=first.learner, later=second.learner, created_at=NOW)
    claim(code_id=code_for(first, amina).pk, born=BORN, by=sam, now=NOW)
    assert list(learners_at(elsewhere, today=TODAY)) == [second.learner]

    kept = claim(code_id=code_for(second, cora).pk, born=BORN, by=sam, now=NOW)

    link.refresh_from_db()
    assert link.state == LinkState.JOINED
    assert list(learners_at(here, today=TODAY)) == list(learners_at(elsewhere, today=TODAY)) == [kept]


def test_a_wrong_number_joins_nothing_by_itself_nor_by_a_code(amina, sam, here, elsewhere) -> None:
    first = enrolled(here)
    other = enrolled(elsewhere, learner=LearnerFactory(date_of_birth=date(2010, 1, 1)))
    PendingLink.objects.create(earlier=first.learner, later=other.learner, created_at=NOW)
    claim(code_id=code_for(first, amina).pk, born=BORN, by=sam, now=NOW)
    assert not Joining.objects.exists()


def test_a_code_does_not_join_two_peoples_records_and_does_not_say_why(amina, cora, sam, here, elsewhere) -> None:
    first = enrolled(here)
    claim(code_id=code_for(first, amina).pk, born=BORN, by=sam, now=NOW)
    other = enrolled(elsewhere, learner=LearnerFactory(date_of_birth=date(2010, 1, 1)))
    code = code_for(other, cora)
    with pytest.raises(Refused, match="Ask your school") as refusal:
        claim(code_id=code.pk, born=date(2010, 1, 1), by=sam, now=NOW)
    assert "birth" not in str(refusal.value)
    assert not Joining.objects.exists()
    code.refresh_from_db()
    assert code.used_at is None


def test_a_letter_with_a_code_is_not_among_those_that_an_organisation_oversees(amina, here) -> None:
    make_codes(enrolments=[enrolled(here, email="me@herefield.example")], by=amina, now=NOW)
    assert Letter.objects.get().organisation is None


def test_staff_of_the_school_and_parents_cannot_take_a_pupils_record(amina, sam, here) -> None:
    enrolment = enrolled(here)
    code = code_for(enrolment, amina)
    with pytest.raises(Refused, match="You work at"):
        claim(code_id=code.pk, born=BORN, by=amina, now=NOW)
    Carer.objects.create(learner=enrolment.learner, institution=here, email=sam.email, created_at=NOW)
    with pytest.raises(Refused, match="for your child"):
        claim(code_id=code.pk, born=BORN, by=sam, now=NOW)


def test_a_leaver_may_still_use_the_code(amina, sam, here) -> None:
    enrolment = enrolled(here)
    code = code_for(enrolment, amina)
    Enrolment.objects.filter(pk=enrolment.pk).update(ended_on=TODAY)
    assert claim(code_id=code.pk, born=BORN, by=sam, now=NOW).account == sam


def test_starting_twice_is_one_record(sam) -> None:
    assert start(given_names="Sam", family_name="", by=sam, now=NOW) == start(
        given_names="Sam", family_name="", by=sam, now=NOW
    )
    assert Learner.objects.get().created_by == sam

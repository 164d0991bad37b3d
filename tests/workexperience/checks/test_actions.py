"""Sending a check, deciding about it, withdrawing it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Membership, Role
from frontdoor.people.models import User
from tests.factories import OrganisationFactory, member
from tests.workexperience.checks.conftest import NOW, TOLD
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.checks import actions
from workexperience.checks.queries import checked, current, deciders, last_accepted, standing
from workexperience.employers.queries import is_fixed
from workexperience.models import Check, CheckState, Employer

TODAY = NOW.date()


def send(employer, by, told=TOLD):
    return actions.send(organisation_id=employer.pk, answers=told, by=by, now=NOW)


def letters(kind):
    return sorted(Letter.objects.filter(kind=kind).values_list("to", flat=True))


def test_a_sent_check_waits_and_the_hub_gets_a_letter(employer, emma, hugo, dee):
    check = send(employer, emma)
    assert check.state(TODAY) == CheckState.WAITING
    assert letters("check-sent") == [hugo.email]
    assert f"/employers/checks/{check.pk}/" in Letter.objects.get().text


def test_without_people_at_the_hub_the_department_gets_it(employer, emma, dee):
    send(employer, emma)
    assert letters("check-sent") == [dee.email]


def test_without_a_council_the_department_gets_it(hugo, dee):
    employer = EmployerFactory()
    send(employer, member("a@a.example", "A", employer.organisation, Role.EMPLOYER))
    assert letters("check-sent") == [dee.email]


def test_nobody_of_the_employer_itself_is_asked_to_decide(employer, hugo, dee):
    hugo.memberships.create(organisation=employer.organisation, role=Role.EMPLOYER, created_at=NOW)
    send(employer, hugo)
    assert letters("check-sent") == [dee.email]


def test_a_second_press_is_the_same_check_and_answers_stay(employer, emma, hugo):
    first = send(employer, emma)
    assert send(employer, emma, replace(TOLD, insurer="Another")) == first
    assert Check.objects.get().insurer == "Inventshire Mutual"
    assert len(letters("check-sent")) == 1


@pytest.mark.parametrize("day", [TODAY, date(2020, 1, 1), date(2036, 1, 1)])
def test_a_last_day_that_cannot_be_right_is_refused(employer, emma, day):
    with pytest.raises(Refused, match="Last day of the insurance"):
        send(employer, emma, replace(TOLD, insured_until=day))


def test_whoever_does_not_work_there_sends_nothing(employer, amina):
    with pytest.raises(Refused, match="no longer work"):
        send(employer, amina)


def test_an_accepted_check_holds_proves_the_number_and_is_told(employer, emma, waiting, hugo):
    assert not checked(TODAY).exists()
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    employer.refresh_from_db()
    waiting.refresh_from_db()
    assert (waiting.decided_by, waiting.decided_at, waiting.accepted) == (hugo, NOW, True)
    assert employer.proven_number == "company:01234567"
    assert checked(TODAY).get() == employer
    assert letters("check-accepted") == [emma.email]
    assert "Hugo Lind" in Letter.objects.get().text


def test_an_employer_without_a_number_is_accepted_with_none(council, hugo):
    employer = EmployerFactory(
        organisation__council=council, number_kind="none", number="", without_number="Part of the council"
    )
    actions.accept(check_id=CheckFactory(employer=employer).pk, by=hugo, now=NOW)
    employer.refresh_from_db()
    assert employer.proven_number is None


def test_a_second_press_changes_nothing_and_another_answer_is_refused(waiting, emma, hugo, dee):
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW + timedelta(minutes=1))
    waiting.refresh_from_db()
    assert waiting.decided_at == NOW
    assert len(letters("check-accepted")) == 1
    with pytest.raises(Refused, match="already"):
        actions.send_back(check_id=waiting.pk, note="No", by=hugo, now=NOW)
    with pytest.raises(Refused, match="already"):
        actions.accept(check_id=waiting.pk, by=dee, now=NOW)


def test_a_letter_to_a_decider_is_not_sent_once_somebody_has_decided(employer, emma, hugo):
    check = send(employer, emma)
    asked = Letter.objects.get(kind="check-sent")
    assert is_wanted(asked, now=NOW)
    actions.send_back(check_id=check.pk, note="Which policy?", by=hugo, now=NOW)
    assert not is_wanted(asked, now=NOW)
    assert is_wanted(Letter.objects.get(kind="check-sent-back"), now=NOW)


def test_sent_back_needs_a_note_and_the_employer_reads_it(waiting, employer, emma, hugo):
    with pytest.raises(Refused, match="what has to change"):
        actions.send_back(check_id=waiting.pk, note="  ", by=hugo, now=NOW)
    actions.send_back(check_id=waiting.pk, note="Which policy?", by=hugo, now=NOW)
    employer.refresh_from_db()
    assert employer.proven_number is None
    assert not checked(TODAY).exists()
    assert letters("check-sent-back") == [emma.email]
    assert "Which policy?" in Letter.objects.get().text
    assert send(employer, emma) != waiting


def test_the_department_may_always_decide(waiting, hugo, dee):
    actions.accept(check_id=waiting.pk, by=dee, now=NOW)
    waiting.refresh_from_db()
    assert waiting.decided_by == dee


def test_nobody_else_decides(waiting, amina, emma, beyond):
    far = member("far@hub.example", "Far Hub", beyond.council.hub, Role.HUB)
    for by in (amina, emma, far):
        with pytest.raises(Refused, match="not yours"):
            actions.accept(check_id=waiting.pk, by=by, now=NOW)
        with pytest.raises(Refused, match="not yours"):
            actions.send_back(check_id=waiting.pk, note="No", by=by, now=NOW)
    assert Check.objects.get().decided_at is None


def test_nobody_decides_about_an_employer_of_their_own(waiting, accepted_elsewhere, hugo, dee):
    for by in (hugo, dee):
        by.memberships.create(organisation=waiting.employer.organisation, role=Role.EMPLOYER, created_at=NOW)
        with pytest.raises(Refused, match="You work or worked"):
            actions.accept(check_id=waiting.pk, by=by, now=NOW)
    actions.withdraw(check_id=accepted_elsewhere.pk, because="Closed", by=hugo, now=NOW)


def test_whoever_sent_it_or_worked_there_once_does_not_decide(employer, waiting, hugo, dee):
    left = hugo.memberships.create(organisation=employer.organisation, role=Role.EMPLOYER, created_at=NOW)
    Membership.objects.filter(pk=left.pk).update(ended_at=NOW, ended_by=hugo)
    Check.objects.filter(pk=waiting.pk).update(created_by=dee)
    for by in (hugo, dee):
        with pytest.raises(Refused, match="You work or worked"):
            actions.accept(check_id=waiting.pk, by=by, now=NOW)
    assert [one.user_id for one in deciders(employer)] == [dee.pk]


def test_only_a_named_person_decides(waiting, accepted_elsewhere, hugo):
    User.objects.filter(pk=hugo.pk).update(full_name="")
    hugo.refresh_from_db()
    told = {"by": hugo, "now": NOW}
    for act in (
        lambda: actions.accept(check_id=waiting.pk, **told),
        lambda: actions.send_back(check_id=waiting.pk, note="No", **told),
        lambda: actions.withdraw(check_id=accepted_elsewhere.pk, because="No", **told),
    ):
        with pytest.raises(Refused, match="with your name"):
            act()
    assert Check.objects.filter(accepted=None).get() == waiting


@pytest.fixture
def accepted_elsewhere(council):
    return CheckFactory(employer=EmployerFactory(organisation__council=council), accepted_by_hub=True)


def test_insurance_that_ran_out_while_it_waited_is_not_accepted(waiting, hugo):
    last_day = NOW.replace(year=2027, month=8, day=31)
    with pytest.raises(Refused, match="has run out"):
        actions.accept(check_id=waiting.pk, by=hugo, now=last_day + timedelta(days=1))
    actions.accept(check_id=waiting.pk, by=hugo, now=last_day)


def test_a_number_that_another_has_proven_is_refused_until_that_one_is_withdrawn(waiting, council, hugo):
    other = EmployerFactory(
        organisation=OrganisationFactory(council=council), number="01234567", proven_number="company:01234567"
    )
    theirs = CheckFactory(employer=other, accepted_by_hub=True)
    with pytest.raises(Refused, match="Another employer"):
        actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    actions.withdraw(check_id=theirs.pk, because="Not who they say", by=hugo, now=NOW)
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    other.refresh_from_db()
    assert other.proven_number is None


def test_withdrawing_acts_at_once(employer, accepted, emma, hugo):
    actions.withdraw(check_id=accepted.pk, because="A pupil was hurt.", by=hugo, now=NOW)
    assert not checked(TODAY).exists()
    assert letters("check-ended") == [emma.email]
    actions.withdraw(check_id=accepted.pk, because="Again", by=hugo, now=NOW + timedelta(hours=1))
    accepted.refresh_from_db()
    assert (accepted.ended_by, accepted.ended_at, accepted.ended_because) == (hugo, NOW, "A pupil was hurt.")


def test_a_newer_accepted_check_takes_the_place_of_one_that_ends_later(employer, accepted, waiting, hugo):
    last_day = date(2027, 3, 1)
    Check.objects.filter(pk=waiting.pk).update(insured_until=last_day, safeguarding_name="New")
    assert current(employer, on=last_day) == accepted
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    accepted.refresh_from_db()
    waiting.refresh_from_db()
    assert accepted.state(TODAY) == CheckState.REPLACED
    assert current(employer, on=last_day) == standing(employer, on=last_day).holds == waiting
    assert current(employer, on=last_day + timedelta(days=1)) is None
    assert not checked(last_day + timedelta(days=1)).exists()
    assert list(last_accepted(Check.objects.all())) == [waiting]
    assert standing(employer, on=last_day + timedelta(days=1)).stand == "expired"


def test_withdrawing_the_newer_check_brings_no_older_one_back(employer, accepted, waiting, hugo):
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    with pytest.raises(Refused, match="newer check has replaced"):
        actions.withdraw(check_id=accepted.pk, because="Closed", by=hugo, now=NOW)
    actions.withdraw(check_id=waiting.pk, because="Closed", by=hugo, now=NOW)
    assert not checked(TODAY).exists()
    assert not is_fixed(employer)


def test_withdrawing_needs_a_reason_and_something_that_was_accepted(waiting, hugo):
    with pytest.raises(Refused, match="Only a check that was accepted"):
        actions.withdraw(check_id=waiting.pk, because="No", by=hugo, now=NOW)
    actions.accept(check_id=waiting.pk, by=hugo, now=NOW)
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw(check_id=waiting.pk, because=" ", by=hugo, now=NOW)


def test_one_that_has_run_out_can_be_withdrawn_to_free_its_number(employer, accepted, emma, hugo):
    Employer.objects.update(proven_number="company:01234567")
    actions.withdraw(check_id=accepted.pk, because="It closed.", by=hugo, now=NOW.replace(year=2028))
    employer.refresh_from_db()
    assert employer.proven_number is None


def test_a_check_holds_on_its_last_day_and_not_on_the_next(accepted):
    last_day = accepted.insured_until
    assert checked(last_day).exists()
    assert not checked(last_day + timedelta(days=1)).exists()
    assert accepted.state(last_day) == CheckState.ACCEPTED
    assert accepted.state(last_day + timedelta(days=1)) == CheckState.EXPIRED

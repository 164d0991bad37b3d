"""Sending a proof, deciding about it, withdrawing it; what an adviser says of themselves."""

from datetime import date, timedelta

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Kind, Role
from guidance.advisers import actions, queries
from guidance.advisers.actions import Details, Limits
from guidance.advisers.rules import BASIC, DBS, Told
from guidance.models import Adviser, Proof
from tests.factories import OrganisationFactory, member
from tests.guidance.advisers.conftest import CHECK, DIPLOMA, LAST, NOW, TODAY
from tests.guidance.factories import ProofFactory, able_adviser, adviser_at

LATER = LAST + timedelta(days=30)
DETAILS = Details(languages=["pl"], specialisms=["send"], channels=["video"], areas=["London"])


def send(adviser, told=DIPLOMA, by=None) -> Proof:
    return actions.send(adviser_id=adviser.pk, told=told, by=by or adviser.user, now=NOW)


def accept(proof, by) -> Proof:
    return actions.accept(proof_id=proof.pk, by=by, now=NOW)


def withdraw(proof, by, because="Not the right one") -> Proof:
    return actions.withdraw(proof_id=proof.pk, because=because, by=by, now=NOW)


def letters() -> list[tuple[str, str]]:
    return sorted(Letter.objects.values_list("kind", "to"))


def test_an_adviser_is_able_once_both_are_accepted(new, lena) -> None:
    accept(send(new), lena)
    assert "no DBS check is seen" in queries.standing(new, TODAY).says_you
    accept(send(new, CHECK), lena)
    assert queries.standing(new, TODAY).says_you == "People can be booked with you until 1 November 2029."
    assert list(queries.able(TODAY)) == [new]
    assert "People can be booked with you until" in Letter.objects.filter(kind="proof-accepted").latest("pk").text
    assert letters() == [("proof-accepted", new.user.email)] * 2 + [("proof-sent", lena.email)] * 2


def test_a_second_press_sends_nothing_and_other_answers_are_refused(new, lena) -> None:
    assert send(new) == send(new)
    with pytest.raises(Refused, match="Another qualification of yours waits"):
        send(new, Told("qualification", "Another", date(2019, 1, 1), level=7))
    assert letters() == [("proof-sent", lena.email)]


def test_only_the_adviser_sends(new, lena) -> None:
    with pytest.raises(Refused, match="no longer an adviser"):
        send(new, by=lena)
    new.user.memberships.update(ended_at=NOW)
    with pytest.raises(Refused, match="no longer an adviser"):
        send(new)


def test_nobody_decides_about_their_own(service) -> None:
    both = member("both@advisers.example", "Bo Both", service.organisation, Role.ADVISER_LEAD)
    member_too = Adviser.objects.create(service=service, user=both, created_at=NOW)
    both.memberships.create(organisation=service.organisation, role=Role.ADVISER, created_at=NOW)
    proof = send(member_too)
    assert letters() == []
    for act in (
        lambda: accept(proof, both),
        lambda: actions.send_back(proof_id=proof.pk, note="x", by=both, now=NOW),
        lambda: withdraw(proof, both),
    ):
        with pytest.raises(Refused, match="your own proofs"):
            act()


def test_a_stranger_and_somebody_without_a_name_do_not_decide(new, lena, amina) -> None:
    proof = send(new)
    with pytest.raises(Refused, match="not yours"):
        accept(proof, amina)
    with pytest.raises(Refused, match="not yours"):
        accept(proof, new.user)
    lena.full_name = ""
    lena.save()
    with pytest.raises(Refused, match="with your name"):
        accept(proof, lena)


def test_decided_once(new, lena, service) -> None:
    other = member("other@advisers.example", "Oto Other", service.organisation, Role.ADVISER_LEAD)
    proof = send(new)
    assert accept(proof, lena) == accept(proof, lena)
    for act in (accept, lambda proof, by: actions.send_back(proof_id=proof.pk, note="x", by=by, now=NOW)):
        with pytest.raises(Refused, match="decided about this proof already"):
            act(proof, other)
    assert [kind for kind, _ in letters()].count("proof-accepted") == 1


def test_sent_back_with_a_note_and_sent_again(new, lena) -> None:
    proof = send(new)
    with pytest.raises(Refused, match="what has to change"):
        actions.send_back(proof_id=proof.pk, note=" ", by=lena, now=NOW)
    actions.send_back(proof_id=proof.pk, note="The date is wrong", by=lena, now=NOW)
    assert "The date is wrong" in Letter.objects.get(kind="proof-sent-back").text
    assert queries.standing(new, TODAY).sent_back("qualification") == proof
    send(new)
    assert queries.standing(new, TODAY).sent_back("qualification") is None


def test_a_proof_that_has_run_out_is_not_accepted(new, lena) -> None:
    proof = send(new, CHECK)
    with pytest.raises(Refused, match="has run out"):
        actions.accept(proof_id=proof.pk, by=lena, now=NOW.replace(year=2030))


def test_nothing_is_decided_about_an_adviser_who_left(new, lena) -> None:
    proof = send(new)
    new.user.memberships.update(ended_at=NOW)
    with pytest.raises(Refused, match="Ada Viser is no longer an adviser here"):
        accept(proof, lena)
    assert not is_wanted(Letter.objects.get(kind="proof-sent"), now=NOW)


def test_a_basic_check_is_enough_only_where_no_child_is_met(new, lena) -> None:
    basic = Told(DBS, BASIC, date(2026, 11, 2), until=date(2027, 11, 1))
    with pytest.raises(Refused, match="not enough where children are met"):
        send(new, basic)
    adult = OrganisationFactory(kind=Kind.ADULT_SERVICE)
    nora = member("nora@adult.example", "Nora Run", adult, Role.ADULT_SERVICE)
    sol = adviser_at(adult, "sol@adult.example")
    proof = send(sol, basic)
    sol.service.takes_schools = True
    sol.service.save()
    with pytest.raises(Refused, match="not enough where children are met"):
        accept(proof, nora)
    sol.service.takes_schools = False
    sol.service.save()
    assert accept(proof, nora).counts


def test_a_renewal_replaces_nothing(ada, lena) -> None:
    renewal = Told(DBS, CHECK.name, date(2026, 11, 2), until=date(2029, 11, 1))
    accept(send(ada, renewal), lena)
    assert queries.standing(ada, TODAY).able_until == date(2029, 11, 1)
    assert ada.proofs.filter(kind=DBS, accepted=True, ended_at=None).count() == 2


def test_a_harmless_withdrawal_tells_the_adviser_that_nothing_changes(ada, lena, booked, here, amina) -> None:
    booked(ada, date(2026, 12, 1), institution=here)
    older = ProofFactory(adviser=ada, level=7)
    withdraw(older, lena)
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("proof-ended", ada.user.email)
    assert "People can be booked with you until 31 August 2028." in letter.text
    assert "Nobody" not in letter.text
    assert "meeting" not in letter.text


def test_a_withdrawal_that_upsets_meetings_writes_to_all_with_each_schools_own_number(
    ada, lena, booked, here, elsewhere, amina, hana, cora
) -> None:
    booked(ada, date(2026, 12, 1), institution=here)
    last = booked(ada, date(2026, 12, 2), institution=here)
    booked(ada, date(2026, 12, 3), institution=elsewhere)
    booked(ada, date(2026, 12, 4))  # for somebody without a school
    booked(ada, date(2026, 12, 7), institution=here, cancelled_by=lena, cancelled_at=NOW)
    booked(ada, date(2026, 11, 20), institution=here)  # it was held
    withdraw(ada.proofs.get(kind=DBS), lena, "The certificate was not theirs")
    assert letters() == [
        ("able-stopped-lead", lena.email),
        ("able-stopped-school", amina.email),
        ("able-stopped-school", cora.email),
        ("able-stopped-school", hana.email),
        ("proof-ended", ada.user.email),
    ]
    told = {letter.to: letter for letter in Letter.objects.all()}
    assert "4 booked meetings with Ada Viser" in told[lena.email].subject
    assert "4 booked meetings are on a day" in told[ada.user.email].text
    assert told[amina.email].subject.startswith("2 booked meetings for Herefield")
    assert f"- {last.reference}, 2 December 2026" in told[amina.email].text
    assert told[cora.email].subject.startswith("1 booked meeting for Elsewhere")
    for school in (amina, cora, hana):
        assert "Ada" not in told[school.email].text
        assert "certificate was not theirs" not in told[school.email].text
        assert "proof" not in told[school.email].text
    assert all(is_wanted(letter, now=NOW) for letter in told.values())


def test_letters_of_a_withdrawal_do_not_go_once_it_is_mended(ada, lena, booked, here, amina) -> None:
    booked(ada, date(2026, 12, 1), institution=here)
    withdraw(ada.proofs.get(kind=DBS), lena)
    accept(send(ada, CHECK), lena)
    for letter in Letter.objects.filter(kind__startswith="able-"):
        assert not is_wanted(letter, now=NOW)


def test_a_withdrawal_upsets_only_the_days_that_nothing_else_covers(ada, lena, booked, here, amina) -> None:
    ProofFactory(adviser=ada, dbs=True, until=date(2027, 1, 31))
    booked(ada, date(2027, 1, 31), institution=here)
    booked(ada, date(2027, 2, 1), institution=here)
    withdraw(ada.proofs.get(kind=DBS, until=LAST), lena)
    assert Letter.objects.get(kind="able-stopped-school").subject.startswith("1 booked meeting for")
    assert "until 31 January 2027" in Letter.objects.get(kind="proof-ended").text


def test_own_staff_hear_of_it_once_as_those_who_run_the_service(here, amina, hana, booked) -> None:
    own = able_adviser(here)
    booked(own, date(2026, 12, 1), institution=here)
    withdraw(own.proofs.get(kind=DBS), amina)
    assert letters() == [
        ("able-stopped-lead", amina.email),
        ("able-stopped-lead", hana.email),
        ("proof-ended", own.user.email),
    ]


def test_withdrawn_once_with_a_reason(ada, lena) -> None:
    proof = ada.proofs.get(kind=DBS)
    with pytest.raises(Refused, match="Say why"):
        withdraw(proof, lena, " ")
    assert withdraw(proof, lena) == withdraw(proof, lena)
    with pytest.raises(Refused, match="Only a proof that was accepted"):
        withdraw(send(ada, CHECK), lena)


def test_an_acceptance_that_was_withdrawn_meanwhile_is_not_told(new, lena) -> None:
    proof = accept(send(new), lena)
    letter = Letter.objects.get(kind="proof-accepted")
    assert is_wanted(letter, now=NOW)
    withdraw(proof, lena)
    assert not is_wanted(letter, now=NOW)


def test_details_are_changed_by_both_and_the_public_part_by_the_adviser_only(new, lena, amina) -> None:
    actions.describe(adviser_id=new.pk, details=DETAILS, by=lena)
    own = Details(**{**vars(DETAILS), "about": "Hello", "is_public": True})
    with pytest.raises(Refused, match="Only the adviser"):
        actions.describe(adviser_id=new.pk, details=own, by=lena)
    with pytest.raises(Refused):
        actions.describe(adviser_id=new.pk, details=DETAILS, by=amina)
    actions.describe(adviser_id=new.pk, details=own, by=new.user)
    actions.describe(adviser_id=new.pk, details=DETAILS, by=lena)
    new.refresh_from_db()
    assert (new.languages, new.areas, new.about, new.is_public) == (["pl"], ["London"], "Hello", True)


def test_nobody_is_public_without_a_name(new) -> None:
    new.user.full_name = ""
    new.user.save()
    with pytest.raises(Refused, match="do not have it yet"):
        actions.describe(adviser_id=new.pk, details=Details(**{**vars(DETAILS), "is_public": True}), by=new.user)


def test_limits_are_kept_and_a_week_holds_a_day(new, lena, amina) -> None:
    actions.set_limits(adviser_id=new.pk, limits=Limits(60, 10, 4, 12, 48), by=lena)
    new.refresh_from_db()
    assert (new.minutes, new.buffer, new.most_a_day, new.most_a_week, new.notice) == (60, 10, 4, 12, 48)
    for limits, by in ((Limits(60, 10, 5, 4, 48), lena), (Limits(60, 10, 4, 12, 48), amina)):
        with pytest.raises(Refused):
            actions.set_limits(adviser_id=new.pk, limits=limits, by=by)


def test_a_reason_that_is_not_sent_is_not_called_sent(ada, lena, service) -> None:
    other = member("other@advisers.example", "Oto Other", service.organisation, Role.ADVISER_LEAD)
    proof = ada.proofs.get(kind=DBS)
    withdraw(proof, lena, "Not theirs")
    for by, because in ((other, "Not theirs"), (lena, "Another reason")):
        with pytest.raises(Refused, match="Your reason was not sent"):
            withdraw(proof, by, because)
    back = send(ada, CHECK)
    actions.send_back(proof_id=back.pk, note="Too old", by=lena, now=NOW)
    with pytest.raises(Refused, match="decided about this proof already"):
        actions.send_back(proof_id=back.pk, note="Unreadable", by=lena, now=NOW)
    assert actions.send_back(proof_id=back.pk, note="Too old ", by=lena, now=NOW).note == "Too old"


def test_whoever_runs_the_service_reads_who_has_left(new, lena) -> None:
    new.user.memberships.update(ended_at=NOW)
    with pytest.raises(Refused, match="Ada Viser is no longer an adviser here"):
        actions.describe(adviser_id=new.pk, details=DETAILS, by=lena)
    with pytest.raises(Refused, match="You are no longer an adviser here"):
        actions.describe(adviser_id=new.pk, details=DETAILS, by=new.user)

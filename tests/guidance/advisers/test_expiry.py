"""Reminders before nobody can be booked: by all proofs together, each letter once, and to schools only where it matters."""

from datetime import date, timedelta

import pytest
import time_machine

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from frontdoor.organisations.models import Kind
from guidance.advisers import actions
from guidance.advisers.expiry import remind_of_expiry
from guidance.advisers.rules import DBS
from guidance.tasks import remind_of_expiry as daily
from tests.factories import OrganisationFactory
from tests.guidance.advisers.conftest import LAST, NOW
from tests.guidance.factories import ProofFactory, ServiceFactory, able_adviser

pytestmark = pytest.mark.usefixtures("ada")


def at(days_before: int):
    on = LAST - timedelta(days=days_before)
    return NOW.replace(year=on.year, month=on.month, day=on.day)


def run(days_before: int) -> int:
    return remind_of_expiry(on=LAST - timedelta(days=days_before), now=at(days_before))


def made() -> list[tuple[str, str]]:
    return sorted(Letter.objects.values_list("kind", "to"))


@pytest.mark.parametrize("days", [400, 61, -15])
def test_nothing_is_due_long_before_or_long_after(days) -> None:
    assert run(days) == 0


@pytest.mark.parametrize("days", [60, 30, 7])
def test_adviser_and_service_are_told_before(ada, lena, days) -> None:
    assert run(days) == 2
    assert made() == [("able-ending", ada.user.email), ("able-ending-lead", lena.email)]
    assert f"Your DBS check runs out in {days} days" in Letter.objects.get(kind="able-ending").subject
    assert "until 31 August 2028" in Letter.objects.get(kind="able-ending-lead").text


def test_the_day_after_says_that_it_is_over(ada, lena) -> None:
    assert run(0) == 2
    Letter.objects.all().delete()
    run(-1)
    assert made() == [("able-over", ada.user.email), ("able-over-lead", lena.email)]


def test_every_day_run_makes_each_letter_once_and_a_missed_run_catches_up(ada, lena) -> None:
    for days in range(65, -20, -1):
        run(days)
    assert len(made()) == 8
    Letter.objects.all().delete()
    assert run(25) == 2
    assert run(24) == 0


def test_a_proof_that_ends_while_another_goes_on_warns_nobody(ada, booked, here, amina) -> None:
    ProofFactory(adviser=ada, dbs=True, starts=LAST + timedelta(days=1), until=LAST + timedelta(days=900))
    ProofFactory(adviser=ada, register=True, until=LAST)
    booked(ada, LAST + timedelta(days=10), institution=here)
    assert [run(days) for days in (60, 30, 7, 0, -1)] == [0] * 5


def test_a_gap_of_one_day_is_no_going_on(ada) -> None:
    ProofFactory(adviser=ada, dbs=True, starts=LAST + timedelta(days=2), until=LAST + timedelta(days=900))
    assert run(30) == 2


def test_a_school_is_told_of_its_meetings_after_the_last_day(
    ada, lena, booked, here, elsewhere, amina, hana, cora
) -> None:
    booked(ada, LAST, institution=elsewhere)
    late = booked(ada, LAST + timedelta(days=1), institution=here)
    booked(ada, LAST + timedelta(days=2), institution=here, cancelled_by=lena, cancelled_at=NOW)
    run(30)
    assert [to for kind, to in made() if kind == "able-ending-school"] == [amina.email, hana.email]
    letter = Letter.objects.get(to=amina.email)
    assert letter.subject == "1 booked meeting for Herefield School (Made-up school) is at risk"
    assert f"- {late.reference}, 1 September 2028" in letter.text
    assert "Ada" not in letter.text
    assert "1 booked meeting is on a later day" in Letter.objects.get(kind="able-ending-lead").text


def test_after_the_end_a_school_is_told_while_a_meeting_is_to_come(ada, booked, here, amina) -> None:
    meeting = booked(ada, LAST + timedelta(days=5), institution=here)
    run(-1)
    letter = Letter.objects.get(kind="able-over-school")
    assert is_wanted(letter, now=at(-1))
    meeting.cancelled_by, meeting.cancelled_at = amina, NOW
    meeting.save()
    assert not is_wanted(letter, now=at(-1))
    assert is_wanted(Letter.objects.get(kind="able-over"), now=at(-1))


def test_a_meeting_that_a_later_proof_covers_is_not_at_risk(ada, booked, here, amina) -> None:
    ProofFactory(adviser=ada, dbs=True, starts=LAST + timedelta(days=10), until=LAST + timedelta(days=900))
    booked(ada, LAST + timedelta(days=20), institution=here)
    run(7)
    assert not Letter.objects.filter(kind="able-ending-school").exists()


def test_while_the_renewal_waits_the_adviser_is_left_in_peace_and_the_service_is_not(ada, lena) -> None:
    ProofFactory(adviser=ada, dbs=True, starts=date(2028, 6, 1), until=date(2031, 5, 31), waiting=True)
    run(30)
    assert made() == [("able-ending-lead", lena.email)]
    assert "A renewal waits for you" in Letter.objects.get().text
    run(-1)
    assert "Your renewal waits" in Letter.objects.get(kind="able-over").text


def test_a_reminder_does_not_go_once_a_renewal_is_accepted(ada, lena, booked, here, amina) -> None:
    booked(ada, LAST + timedelta(days=1), institution=here)
    run(7)
    assert all(is_wanted(letter, now=at(7)) for letter in Letter.objects.all())
    ProofFactory(adviser=ada, dbs=True, starts=date(2028, 6, 1), until=date(2031, 5, 31))
    assert not any(is_wanted(letter, now=at(7)) for letter in Letter.objects.all())


def test_a_withdrawal_has_told_it_so_no_run_tells_it_again(ada, lena) -> None:
    older = ProofFactory(adviser=ada, dbs=True, starts=date(2025, 1, 1), until=date(2026, 11, 20))
    actions.withdraw(proof_id=ada.proofs.get(kind=DBS, until=LAST).pk, because="Wrong", by=lena, now=NOW)
    Letter.objects.all().delete()
    assert older.until
    assert remind_of_expiry(on=NOW.date(), now=NOW) == 0


def test_nobody_is_reminded_of_an_adviser_who_left(ada) -> None:
    run(7)
    ada.user.memberships.update(ended_at=NOW)
    assert run(-1) == 0
    assert not any(is_wanted(letter, now=at(7)) for letter in Letter.objects.all())


def test_two_that_run_out_together_are_both_named(ada) -> None:
    ada.proofs.filter(kind="qualification").update(until=LAST)
    run(30)
    assert Letter.objects.get(kind="able-ending").subject == "Your qualification and DBS check run out in 30 days"


def test_many_cost_as_few_questions_as_one(booked, here, amina, django_assert_max_num_queries) -> None:
    place = ServiceFactory(organisation=OrganisationFactory(kind=Kind.ADVISER_SERVICE)).organisation
    for number in range(30):
        one = able_adviser(place, f"many{number}@advisers.example", f"Many {number}")
        booked(one, LAST + timedelta(days=3), institution=here)
    with django_assert_max_num_queries(16):
        assert run(30) > 60


def test_the_daily_task_asks_about_today(ada, lena) -> None:
    with time_machine.travel("2028-08-01 08:20Z", tick=False):
        daily()
    assert len(made()) == 2


def test_an_entry_in_a_register_that_was_withdrawn_silences_nothing(ada, lena) -> None:
    entry = ProofFactory(adviser=ada, register=True)
    ended = {"ended_by": lena, "ended_at": at(-1), "ended_because": "Not theirs"}
    type(entry).objects.filter(pk=entry.pk).update(**ended)
    run(-1)
    assert ("able-over", ada.user.email) in made()

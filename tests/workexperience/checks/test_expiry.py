"""Reminders before a check runs out, each once; a missed run catches up."""

from datetime import date, timedelta

import pytest
import time_machine

from frontdoor.letters.models import Letter
from frontdoor.letters.wanted import is_wanted
from tests.workexperience.checks.conftest import NOW
from tests.workexperience.factories import CheckFactory
from workexperience.checks import actions
from workexperience.checks.expiry import remind_of_expiry
from workexperience.tasks import remind_of_expiry as daily

LAST = date(2027, 8, 31)
pytestmark = pytest.mark.usefixtures("accepted")


def run(days_before):
    on = LAST - timedelta(days=days_before)
    return remind_of_expiry(on=on, now=NOW.replace(year=on.year, month=on.month, day=on.day))


def made():
    return sorted((letter.kind, letter.key.split(":")[2], letter.to) for letter in Letter.objects.all())


@pytest.mark.parametrize("days", [400, 61, -15])
def test_nothing_is_due_long_before_or_long_after(days):
    assert run(days) == 0


@pytest.mark.parametrize("days", [60, 30])
def test_the_employer_is_told_at_60_and_30_days(emma, hugo, days):
    assert run(days) == 1
    assert made() == [("check-ending", str(days), emma.email)]
    assert f"in {days} days" in Letter.objects.get().subject


def test_at_7_days_the_hub_is_told_too(emma, hugo):
    run(7)
    assert [(kind, to) for kind, _, to in made()] == [
        ("check-ending", emma.email),
        ("check-ending-hub", hugo.email),
    ]


def test_the_day_after_the_end_says_so(emma, hugo):
    assert run(0) == 2
    Letter.objects.all().delete()
    run(-1)
    assert made() == [("check-over", "0", emma.email)]


def test_every_day_run_makes_each_letter_once(emma, hugo):
    for days in range(65, -20, -1):
        run(days)
    kinds = [(kind, stage) for kind, stage, _ in made() if kind != "check-ending-hub"]
    assert kinds == [("check-ending", "30"), ("check-ending", "60"), ("check-ending", "7"), ("check-over", "0")]
    assert Letter.objects.filter(kind="check-ending-hub").count() == 1


def test_a_missed_run_catches_up_with_the_nearest_stage_only(emma, hugo):
    run(25)
    run(24)
    assert made() == [("check-ending", "30", emma.email)]


def test_a_renewal_that_holds_longer_ends_the_reminders(employer, emma, hugo):
    renewal = CheckFactory(employer=employer, insured_until=LAST + timedelta(days=365))
    actions.accept(check_id=renewal.pk, by=hugo, now=NOW)
    Letter.objects.all().delete()
    assert sum(run(days) for days in (60, 30, 7, -1)) == 0


def test_a_withdrawn_check_is_not_reminded_of(accepted, emma, hugo):
    actions.withdraw(check_id=accepted.pk, because="Closed", by=hugo, now=NOW)
    Letter.objects.all().delete()
    assert run(30) == 0


def test_while_a_renewal_waits_only_the_hub_is_reminded_and_the_end_is_told(employer, emma, hugo):
    renewal = CheckFactory(employer=employer, insured_until=LAST + timedelta(days=365))
    assert run(30) == 0
    run(7)
    assert [(kind, to) for kind, _, to in made()] == [("check-ending-hub", hugo.email)]
    assert f"/employers/checks/{renewal.pk}/" in Letter.objects.get().text
    run(-1)
    assert "Your new check is waiting" in Letter.objects.get(kind="check-over").text


def test_a_reminder_in_the_outbox_is_not_sent_once_a_renewal_is_accepted(employer, emma, hugo):
    run(7)
    run(-1)
    assert all(is_wanted(letter, now=NOW) for letter in Letter.objects.all())
    renewal = CheckFactory(employer=employer, insured_until=LAST + timedelta(days=365))
    actions.accept(check_id=renewal.pk, by=hugo, now=NOW)
    assert not any(is_wanted(letter, now=NOW) for letter in Letter.objects.exclude(kind="check-accepted"))


def test_the_daily_task_asks_about_today(emma, hugo):
    with time_machine.travel("2027-08-01 08:10Z", tick=False):
        daily()
    assert made() == [("check-ending", "30", emma.email)]

"""Two employers with one number accepted in the same second: one is refused with a sentence. Two who send at once: one check."""

import threading

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from tests.benchmarks.test_races import at_once
from tests.factories import OrganisationFactory
from tests.workexperience.checks.conftest import NOW, TOLD
from tests.workexperience.factories import CheckFactory, EmployerFactory
from workexperience.checks import actions
from workexperience.models import Check, Employer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


@pytest.fixture
def rivals(council, waiting):
    """Two checks that wait, of two employers with the same number."""
    other = EmployerFactory(organisation=OrganisationFactory(council=council), number=waiting.employer.number)
    return [waiting.pk, CheckFactory(employer=other).pk]


@pytest.fixture
def nobody_locks(monkeypatch):
    """The lock is gone, and both have asked whether the number is free before either takes it."""
    both_asked = threading.Barrier(2)
    prove = Employer.save

    def slowly(self, *args, **kwargs):
        both_asked.wait(10)
        return prove(self, *args, **kwargs)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(Employer, "save", slowly)


def accept_both(rivals, hugo, dee):
    return at_once(
        *(
            lambda pk=pk, by=by: actions.accept(check_id=pk, by=by, now=NOW)
            for pk, by in zip(rivals, (hugo, dee), strict=True)
        )
    )


def test_of_two_accepted_at_once_with_one_number_one_is_refused(rivals, hugo, dee):
    outcomes = accept_both(rivals, hugo, dee)
    assert sorted(type(one) for one in outcomes if isinstance(one, Exception)) == [Refused]
    assert Check.objects.filter(accepted=True).count() == 1
    assert Employer.objects.filter(proven_number__isnull=False).count() == 1


def test_twin_without_the_lock_the_database_breaks_one(rivals, hugo, dee, nobody_locks):
    outcomes = accept_both(rivals, hugo, dee)
    assert [type(one) for one in outcomes if isinstance(one, Exception)] == [IntegrityError]


def send_twice(employer, emma):
    def send():
        return actions.send(organisation_id=employer.pk, answers=TOLD, by=emma, now=NOW)

    return at_once(send, send)


def test_a_check_sent_twice_at_once_is_one(employer, emma, hugo):
    one, two = send_twice(employer, emma)
    assert one == two == Check.objects.get()


def test_twin_without_the_lock_the_second_breaks(employer, emma, hugo, monkeypatch):
    both_asked = threading.Barrier(2)
    wrong = actions.rules.problem_with_last_day

    def slowly(day, **on):
        both_asked.wait(10)
        return wrong(day, **on)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions.rules, "problem_with_last_day", slowly)
    assert IntegrityError in [type(one) for one in send_twice(employer, emma)]

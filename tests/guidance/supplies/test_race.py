"""Two of a school choose in the same second: one row, no broken page. The twin without the lock breaks."""

import threading

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from frontdoor.letters.models import Letter
from guidance.models import Supply
from guidance.supplies import actions
from tests.benchmarks.test_races import at_once
from tests.guidance.supplies.conftest import NOW, TERMS, terms

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def both_choose(here, service, amina, hana, second=TERMS):
    return at_once(
        lambda: actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=NOW),
        lambda: actions.choose(institution=here, service=service, terms=second, by=hana, now=NOW),
    )


def test_two_who_choose_the_same_at_once_make_one_row(here, service, amina, hana, leo):
    one, two = both_choose(here, service, amina, hana)
    assert one == two == Supply.objects.get()
    assert Letter.objects.filter(kind="supply-chosen").count() == 1


def test_of_two_who_choose_otherwise_at_once_one_gets_a_sentence(here, service, amina, hana, leo):
    outcomes = both_choose(here, service, amina, hana, second=terms(12))
    assert [type(one) for one in outcomes if isinstance(one, Exception)] == [Refused]
    assert Supply.objects.count() == 1


def test_twin_without_the_lock_the_second_breaks(here, service, amina, hana, leo, monkeypatch):
    both_asked = threading.Barrier(2)
    wrong = actions.problem_with_days

    def slowly(*days, **on):
        both_asked.wait(10)
        return wrong(*days, **on)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions, "problem_with_days", slowly)
    assert IntegrityError in [type(one) for one in both_choose(here, service, amina, hana)]

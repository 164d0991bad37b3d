"""The same employer added twice at once by one person is one; the twin without the lock makes two."""

import threading

import pytest
from django.db.models import QuerySet

from tests.benchmarks.test_races import at_once
from workexperience.employers import actions
from workexperience.models import Employer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def test_a_double_click_adds_one_employer(add):
    one, two = at_once(add, add)
    assert one == two == Employer.objects.get()


def test_twin_without_the_lock_there_are_two(add, monkeypatch):
    both_looked = threading.Barrier(2)
    unchecked = actions.queries.unchecked

    def slowly(user):
        both_looked.wait(10)
        return unchecked(user)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions.queries, "unchecked", slowly)
    at_once(add, add)
    assert Employer.objects.count() == 2

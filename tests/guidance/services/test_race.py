"""A place added twice at once is one; the twin without the lock runs into the database's own refusal."""

import threading

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from guidance.models import Place
from guidance.services import actions
from tests.benchmarks.test_races import at_once
from tests.guidance.services.conftest import NOW
from tests.guidance.services.test_actions import ROOM, SPOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


@pytest.fixture
def add(service, lena):
    return lambda: actions.add_place(service_id=service.pk, facts=ROOM, spot=SPOT, by=lena, now=NOW)


def test_a_double_click_adds_one_place(add):
    one, two = at_once(add, add)
    assert one == two == Place.objects.get()


def test_twin_without_the_lock_the_second_fails(add, monkeypatch):
    both_looked = threading.Barrier(2)
    named = actions._named

    def slowly(service, name):
        found = named(service, name)
        both_looked.wait(10)
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions, "_named", slowly)
    assert [type(one) for one in at_once(add, add)].count(IntegrityError) == 1

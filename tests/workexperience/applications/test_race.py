"""One learner asks for seven offers in the same second: five is the most. Its twin without the lock gets all seven."""

import threading

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Learner
from tests.benchmarks.test_races import at_once
from tests.workexperience.applications.conftest import NOW, TYPED
from tests.workexperience.factories import SessionFactory
from workexperience.applications import actions, queries
from workexperience.applications.actions import Answers
from workexperience.models import Application

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers, pytest.mark.usefixtures("at_now")]
OFFERS = 7


def ask(learner, session):
    facts = {"offer_id": session.offer_id, "session_id": session.pk, "online_session_id": None}
    return actions.apply(learner=learner, answers=Answers(**TYPED), by=learner.account, now=NOW, **facts)


def all_at_once(learner):
    sessions = [SessionFactory() for _ in range(OFFERS)]
    return at_once(*(lambda one=one: ask(learner, one) for one in sessions))


def test_five_are_the_most_also_at_once(zara):
    outcomes = all_at_once(zara)
    assert sum(isinstance(one, Application) for one in outcomes) == Application.objects.count() == 5
    assert sum(isinstance(one, Refused) for one in outcomes) == 2


def test_twin_without_the_lock_all_seven_are_made(zara, monkeypatch):
    all_counted, real = threading.Barrier(OFFERS), queries.choice

    def slow(*facts, **more):
        found = real(*facts, **more)
        all_counted.wait(10)
        return found

    monkeypatch.setattr(actions, "_held", lambda pk: Learner.objects.get(pk=pk))
    monkeypatch.setattr(queries, "choice", slow)
    all_at_once(zara)
    assert Application.objects.count() == OFFERS


def test_two_clicks_at_once_are_one_application(zara, week):
    one, two = at_once(lambda: ask(zara, week), lambda: ask(zara, week))
    assert one == two == Application.objects.get()

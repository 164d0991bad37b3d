"""One learner asks for seven offers in the same second: five is the most. Its twin without the lock gets all seven."""

import threading

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.record.models import Learner
from tests.benchmarks.test_races import at_once
from tests.workexperience.applications.conftest import NOW, TYPED
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import actions, deciding, places, queries
from workexperience.applications.actions import Answers
from workexperience.models import Application, ApplicationState

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


def two_agree(zara, here, amina, hana):
    """Two colleagues agree to two weeks that are the same one, at two employers."""
    both = [applied(SessionFactory(), institution=here, learner=zara) for _ in range(2)]
    said = {"contact_name": "Amina Yusuf", "contact_phone": "01632 960 003", "carer_id": None, "on_paper": True}
    return at_once(
        *(
            lambda one=one, by=by: deciding.approve(application_id=one.pk, by=by, now=NOW, **said)
            for one, by in zip(both, (amina, hana), strict=True)
        )
    )


def agreed():
    return Application.objects.filter(state=ApplicationState.PARENT).count()


def test_two_colleagues_agree_to_one_of_two_for_the_same_days(zara, here, amina, hana):
    outcomes = two_agree(zara, here, amina, hana)
    assert [str(one) for one in outcomes if isinstance(one, Refused)] == [deciding.TWICE]
    assert agreed() == 1


def test_twin_that_does_not_hold_the_learner_agrees_to_both(zara, here, amina, hana, monkeypatch):
    both_looked, real = threading.Barrier(2), queries.agreed_to

    def slow(*facts):
        found = real(*facts)
        both_looked.wait(10)
        return found

    monkeypatch.setattr(places, "hold_learners", lambda _ids: None)
    monkeypatch.setattr(queries, "agreed_to", slow)
    two_agree(zara, here, amina, hana)
    assert agreed() == 2

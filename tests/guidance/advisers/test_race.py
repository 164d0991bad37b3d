"""Two who decide about one proof in the same second: one is refused with a sentence. An adviser who sends twice: one proof."""

import threading

import pytest
from django.db import IntegrityError
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Role
from guidance.advisers import actions
from guidance.models import Proof
from tests.benchmarks.test_races import at_once
from tests.factories import member
from tests.guidance.advisers.conftest import DIPLOMA, NOW
from tests.guidance.factories import ProofFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


@pytest.fixture
def deciders(service, lena):
    return lena, member("oto@advisers.example", "Oto Other", service.organisation, Role.ADVISER_LEAD)


def decide_both_ways(new, deciders):
    proof = ProofFactory(adviser=new, waiting=True)
    lena, oto = deciders
    return at_once(
        lambda: actions.accept(proof_id=proof.pk, by=lena, now=NOW),
        lambda: actions.send_back(proof_id=proof.pk, note="Not readable", by=oto, now=NOW),
    )


def test_of_two_deciders_one_is_refused(new, deciders) -> None:
    outcomes = decide_both_ways(new, deciders)
    refused = [one for one in outcomes if isinstance(one, Exception)]
    assert [str(one) for one in refused] == [actions.DECIDED]
    assert [type(one) for one in refused] == [Refused]


def test_twin_without_the_lock_both_decide(new, deciders, monkeypatch) -> None:
    both_asked = threading.Barrier(2)
    decide = actions._decide

    def slowly(proof, **facts):
        both_asked.wait(10)
        decide(proof, **facts)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions, "_decide", slowly)
    assert [one for one in decide_both_ways(new, deciders) if isinstance(one, Exception)] == []


def send_twice(new):
    def send():
        return actions.send(adviser_id=new.pk, told=DIPLOMA, by=new.user, now=NOW)

    return at_once(send, send)


def test_a_proof_sent_twice_at_once_is_one(new) -> None:
    one, two = send_twice(new)
    assert one == two == Proof.objects.get()


def test_twin_without_the_lock_the_second_breaks(new, monkeypatch) -> None:
    both_asked = threading.Barrier(2)
    wrong = actions.rules.problem_with

    def slowly(told, **more):
        both_asked.wait(10)
        return wrong(told, **more)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions.rules, "problem_with", slowly)
    assert IntegrityError in [type(one) for one in send_twice(new)]

"""A yes and a no in the same second: one of them is the answer. Without the locks both would be."""

import threading

import pytest

from tests.benchmarks.test_races import at_once
from tests.workexperience.consents.conftest import NOW
from workexperience.applications import moves
from workexperience.consents import actions, queries, words
from workexperience.models import Application, ApplicationState, Consent

S = ApplicationState
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers, pytest.mark.usefixtures("at_now")]


def both(application):
    consent = queries.asked_now(application)
    seen = actions.mark_of(words.text_of(Application.objects.get(pk=application.pk), today=NOW.date()))
    facts = {"consent_id": consent.pk, "seen": seen, "by": None, "now": NOW}
    return at_once(
        lambda: actions.answer(agrees=True, name="Pat", **facts),
        lambda: actions.answer(agrees=False, name="Sam", **facts),
    )


def after(application):
    """The states that it has gone to since it was asked about."""
    steps = [*application.steps.values_list("state", flat=True)]
    return steps[steps.index(S.PARENT) + 1 :]


def test_a_yes_and_a_no_at_once_are_one_answer(approved):
    one, two = both(approved)
    assert (one.agrees, one.name) == (two.agrees, two.name)
    assert after(approved) == [S.EMPLOYER if Consent.objects.get().agrees else S.REFUSED]


def test_twin_without_the_locks_both_are_carried_out(approved, monkeypatch):
    both_looked, real = threading.Barrier(2), words.text_of

    def slow(*facts, **more):
        text = real(*facts, **more)
        if threading.current_thread() is not threading.main_thread():
            both_looked.wait(10)
        return text

    around = ("carer", "application__learner", "application__institution")
    monkeypatch.setattr(words, "text_of", slow)
    monkeypatch.setattr(moves, "locked", lambda pk: Application.objects.get(pk=pk))
    monkeypatch.setattr(actions, "_held", lambda pk: Consent.objects.select_related(*around).get(pk=pk))
    both(approved)
    assert len(after(approved)) == 2

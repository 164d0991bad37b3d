"""Two presses of "Question this" at the same moment make one case. The twin shows that the test can fail."""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Role
from frontdoor.record.cases import actions
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Case, Look
from tests.factories import SchoolFactory, UserFactory, member
from tests.record.cases.conftest import NOW
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def race(monkeypatch, ask) -> list[str]:
    """What becomes of each of two presses."""
    school = SchoolFactory()
    head = member("head@race.example", "The Head", school, Role.HEAD)
    learner = enrolled(school, learner=LearnerFactory(account=UserFactory())).learner
    looked(by=head, institution=school, learners=[learner.pk], page="Pupil page", now=NOW)
    look, told = Look.objects.get(), []
    meet, real = threading.Barrier(2, timeout=5), Case.objects.create

    def slowly(**facts):
        with suppress(threading.BrokenBarrierError):  # both have found none, unless one waits for the lock
            meet.wait(1)
        return real(**facts)

    monkeypatch.setattr(Case.objects, "create", slowly)

    def go():
        with suppress(IntegrityError):
            ask(learner, school, look)
            told.append("asked")
        connection.close()

    threads = [threading.Thread(target=go) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def question(learner, school, look) -> None:
    actions.question_look(learner=learner, look=look, words="", by=learner.account, now=NOW)


def correct(learner, school, look) -> None:
    actions.ask_correction(learner=learner, institution=school, about="x", words="y", by=learner.account, now=NOW)


@pytest.mark.parametrize("ask", [question, correct])
def test_two_presses_at_once_are_one_case_and_one_letter(monkeypatch, ask) -> None:
    assert race(monkeypatch, ask) == ["asked", "asked"]
    assert (Case.objects.count(), Letter.objects.count()) == (1, 1)


def test_without_the_lock_a_correction_would_be_asked_twice(monkeypatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    race(monkeypatch, correct)

    assert Case.objects.count() == 2

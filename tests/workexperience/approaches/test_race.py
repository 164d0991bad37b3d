"""Twelve schools ask an employer at once that takes three a term; without the lock more get in."""

import threading

import pytest

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Role
from tests.benchmarks.test_races import at_once
from tests.factories import SchoolFactory, member
from tests.workexperience.approaches.conftest import NOW, ask
from workexperience.approaches import actions, queries
from workexperience.models import Approach, Employer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
SCHOOLS = 12


def all_at_once(employer, schools=SCHOOLS):
    found = [SchoolFactory() for _ in range(schools)]
    people = [member(f"leader{school.pk}@schools.example", "Lee", school, Role.LEADER) for school in found]
    return at_once(*(lambda s=s, p=p: ask(employer, s, p) for s, p in zip(found, people, strict=True)))


def test_exactly_as_many_schools_succeed_as_the_employer_takes(employer):
    outcomes = all_at_once(employer)
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert sum(isinstance(one, Approach) for one in outcomes) == Approach.objects.count() == 3
    assert len(refused) == 9
    assert all("takes 3 requests a term" in str(one) for one in refused)


def test_twin_without_the_lock_the_limit_is_exceeded(employer, monkeypatch):
    all_counted, real = threading.Barrier(5), queries.why_not

    def slow(*facts, **more):
        sentence = real(*facts, **more)
        all_counted.wait(10)
        return sentence

    monkeypatch.setattr(actions, "_held", lambda pk: Employer.objects.select_related("organisation").get(pk=pk))
    monkeypatch.setattr(queries, "why_not", slow)
    all_at_once(employer, schools=5)
    assert Approach.objects.count() == 5


def test_two_clicks_at_once_are_one_request(employer, here, amina):
    one, two = at_once(lambda: ask(employer, here, amina), lambda: ask(employer, here, amina))
    assert one == two == Approach.objects.get()


def test_taking_back_and_answering_at_once_end_in_one_way(employer, erin, here, amina):
    made = ask(employer, here, amina)
    outcomes = at_once(
        lambda: actions.withdraw(approach_id=made.pk, by=amina, now=NOW),
        lambda: actions.answer(approach_id=made.pk, accepted=True, reply="Come.", by=erin, now=NOW),
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Approach", "Refused"]
    made.refresh_from_db()
    assert (made.withdrawn_at is None) != (made.answered_at is None)

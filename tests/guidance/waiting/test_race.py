"""Two workers on one list in the same second: no time is offered twice, nobody is offered two. The twins without the lock break."""

import threading

import pytest
from django.db.models import QuerySet

from guidance.models import Hold, Meeting, Wait, WaitEnd
from guidance.waiting import actions, offering, sweep
from tests.benchmarks.test_races import at_once
from tests.guidance.booking.people import NOW
from tests.guidance.waiting.conftest import join, open_times

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def both_workers() -> list:
    return at_once(lambda: sweep.run(now=NOW), lambda: sweep.run(now=NOW))


@pytest.fixture
def without_the_lock(monkeypatch) -> None:
    """Both have found the time free before either keeps it."""
    both_looked = threading.Barrier(2)
    until = offering.rules.kept_until

    def slowly(*facts):
        both_looked.wait(10)
        return until(*facts)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    slow = {"kept_until": staticmethod(slowly), "offered_until": staticmethod(offering.rules.offered_until)}
    monkeypatch.setattr(offering, "rules", type("Slow", (), slow))


def test_one_time_is_offered_to_one_of_two(mia, ade, full) -> None:
    for learner in (mia, ade):
        join(learner)
    open_times(full)
    assert sorted(both_workers()) == [0, 1]
    assert Hold.objects.count() == 1
    assert sorted(Wait.objects.values_list("offers", flat=True)) == [0, 1]


def test_one_person_is_offered_one_of_two_times(mia, full) -> None:
    join(mia)
    open_times(full, number=2)
    assert sorted(both_workers()) == [0, 1]
    assert Wait.objects.get().offers == 1


def test_twin_without_the_lock_both_offer_and_one_breaks(mia, full, without_the_lock) -> None:
    join(mia)
    open_times(full, number=2)
    assert RuntimeError in [type(one) for one in both_workers()]


def test_two_people_and_two_times_are_two_offers_whoever_makes_them(mia, ade, full) -> None:
    for learner in (mia, ade):
        join(learner)
    open_times(full, number=2)
    assert sum(both_workers()) == 2
    assert Hold.objects.values("wait").distinct().count() == 2


def test_two_presses_of_yes_are_one_meeting(mia, full) -> None:
    wait = join(mia)
    open_times(full)
    sweep.run(now=NOW)
    yes = {"wait_id": wait.pk, "number": 1, "by": None, "now": NOW}
    one, two = at_once(lambda: actions.accept(**yes), lambda: actions.accept(**yes))
    assert one == two == Meeting.objects.get()
    wait.refresh_from_db()
    assert wait.end == WaitEnd.BOOKED


def test_joining_twice_at_once_is_one_wait(mia, full) -> None:
    one, two = at_once(lambda: join(mia), lambda: join(mia))
    assert one == two == Wait.objects.get()

"""Two clicks at once make one offer and one copy of it; their twins, without the lock, make two."""

import threading

import pytest
from django.db.models import QuerySet

from tests.benchmarks.test_races import at_once
from tests.workexperience.offers.conftest import NOW
from workexperience.models import Offer
from workexperience.offers import actions

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def begun(firm, erin):
    def begin():
        return actions.begin(employer=firm, kind="visit", mode="in-person", label="", by=erin, now=NOW)

    return at_once(begin, begin)


def copied(offer, erin):
    def again():
        return actions.again(offer_id=offer.pk, by=erin, now=NOW)

    return at_once(again, again)


@pytest.fixture
def without_lock(monkeypatch):
    """No row is locked, and nobody writes before both have looked."""
    both_looked, real = threading.Barrier(2), Offer.save

    def slow(self, *args, **kwargs):
        both_looked.wait(10)
        return real(self, *args, **kwargs)

    def unlocked():
        monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *_, **__: self)
        monkeypatch.setattr(Offer, "save", slow)

    return unlocked


def test_two_clicks_at_once_begin_one_offer(firm, erin) -> None:
    one, two = begun(firm, erin)
    assert one == two == Offer.objects.get()


def test_twin_without_the_lock_two_are_begun(firm, erin, without_lock) -> None:
    without_lock()
    begun(firm, erin)
    assert Offer.objects.count() == 2


def test_two_clicks_at_once_offer_again_once(draft, erin) -> None:
    one, two = copied(draft, erin)
    assert one == two == Offer.objects.get(copied_from=draft)


def test_twin_without_the_lock_it_is_offered_again_twice(draft, erin, without_lock) -> None:
    without_lock()
    copied(draft, erin)
    assert Offer.objects.filter(copied_from=draft).count() == 2

"""Two clicks at once make one offer and one copy of it; their twins, without the lock, make two."""

import threading
import time
from dataclasses import replace

import pytest
from django.db import transaction
from django.db.models import QuerySet

from tests.benchmarks.test_races import at_once
from tests.workexperience.offers.conftest import NOW, WEEK
from workexperience.models import Offer
from workexperience.offers import actions
from workexperience.offers.whole import save_whole

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


def test_a_file_and_a_copy_of_the_same_offer_do_not_wait_for_each_other(firm, draft, erin, facts) -> None:
    Offer.objects.filter(pk=draft.pk).update(reference="R1")
    copied = threading.Event()

    def copy():
        with transaction.atomic():
            actions.again(offer_id=draft.pk, by=erin, now=NOW)
            copied.set()
            time.sleep(0.5)  # the file holds the employer by now, and waits for the offer
        return "copied"

    def load():
        copied.wait(10)
        days = [replace(WEEK, places=7)]
        return save_whole(employer=firm, reference="R1", facts=facts, sessions=days, by=None, now=NOW).outcome

    assert at_once(copy, load) == ["copied", "updated"]

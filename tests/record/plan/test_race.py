"""Two windows of one person at once: both write, one press twice is one goal, and the twin without the lock fails."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import QuerySet

from frontdoor.record.models import Goal, Learner
from frontdoor.record.plan import actions, rules
from tests.record.plan.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def both(learner: Learner, *titles: str) -> None:
    """Add goals at the same moment."""
    barrier = Barrier(len(titles))

    def add(title: str) -> None:
        try:
            barrier.wait(5)
            actions.add_goal(learner=learner, title=title, by=learner.account, now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(titles)) as pool:
        list(pool.map(add, titles))


def test_two_windows_lose_nothing_and_two_presses_are_one(sami) -> None:
    both(sami, "Become a vet", "Become a vet", "Learn to drive", "Learn to drive")

    assert sorted(Goal.objects.values_list("title", flat=True)) == ["Become a vet", "Learn to drive"]


def test_the_same_without_the_lock_makes_twins(sami, monkeypatch) -> None:
    """So that the test above can fail: each looks, waits for the other, and then writes."""
    looked = Barrier(2)

    def look(_: Learner) -> str:
        looked.wait(5)
        return ""

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(actions.queries, "why_no_goal", look)
    both(sami, "Become a vet", "Become a vet")

    assert Goal.objects.count() == 2 < rules.MOST_GOALS

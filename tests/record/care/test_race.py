"""One person presses "I have a concern" twice at the same moment: one reference, one letter. The twin shows it can fail."""

import threading
from contextlib import suppress

import pytest
from django.db import connection
from django.db.models import QuerySet

from frontdoor.letters.models import Letter
from frontdoor.record.care import actions, queries
from frontdoor.record.models import Concern
from tests.factories import SchoolFactory, UserFactory
from tests.record.factories import NOW, SafeguardingContactFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def race(monkeypatch) -> tuple[int, int]:
    """How many concerns and letters there are after two presses."""
    school, staff = SchoolFactory(), UserFactory()
    SafeguardingContactFactory(institution=school)
    meet, real = threading.Barrier(2, timeout=5), queries.just_passed_on

    def slowly(**facts):
        answer = real(**facts)
        with suppress(threading.BrokenBarrierError):  # both have looked, unless one waits for the lock
            meet.wait(1)
        return answer

    monkeypatch.setattr(queries, "just_passed_on", slowly)

    def press():
        actions.pass_on(institution=school, by=staff, now=NOW)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Concern.objects.count(), Letter.objects.count()


def test_two_presses_at_once_are_one_concern(monkeypatch) -> None:
    assert race(monkeypatch) == (1, 1)


def test_without_the_lock_they_would_be_two(monkeypatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)

    assert race(monkeypatch) == (2, 2)

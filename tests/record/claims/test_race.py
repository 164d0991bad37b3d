"""Two people use one code at the same moment: exactly one gets the record. The twin shows that the test can fail."""

import threading
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from frontdoor.record.claims import actions, queries
from tests.factories import SchoolFactory, UserFactory
from tests.record.factories import NOW, enrolled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def race(monkeypatch) -> list[str]:
    """What each of two people is told."""
    enrolment, staff = enrolled(SchoolFactory()), UserFactory()
    [slip] = actions.make_codes(enrolments=[enrolment], by=staff, now=NOW)
    code = queries.find_code(slip.code)
    meet = threading.Barrier(2, timeout=5)
    real, told = queries.why_not, []

    def slowly(*args, **more):
        answer = real(*args, **more)
        with suppress(
            threading.BrokenBarrierError
        ):  # both have asked whether it is used, unless one waits for the lock
            meet.wait(1)
        return answer

    monkeypatch.setattr(queries, "why_not", slowly)

    def go(person):
        try:
            actions.claim(code_id=code.pk, born=date(2011, 3, 4), by=person, now=NOW)
            told.append("yours")
        except Refused:
            told.append("used")
        connection.close()

    threads = [threading.Thread(target=go, args=[UserFactory()]) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_one_of_two_people_with_the_same_code_gets_the_record(monkeypatch) -> None:
    assert race(monkeypatch) == ["used", "yours"]


def test_without_the_lock_both_would(monkeypatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)

    assert race(monkeypatch) == ["yours", "yours"]

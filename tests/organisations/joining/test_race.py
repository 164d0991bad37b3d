"""Two people confirm at the same moment: exactly one is the first. The twin shows that the test can fail."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.models import QuerySet

from frontdoor.organisations.joining import actions, queries
from frontdoor.organisations.models import Kind, Membership, Role
from tests.factories import OrganisationFactory, SchoolFactory
from tests.organisations.factories import JoiningFactory

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]


def race(monkeypatch) -> list[str]:
    """Two heads ask at a school that nobody has joined; the first to confirm becomes careers leader, the other waits."""
    council = OrganisationFactory(kind=Kind.COUNCIL, la_code="X98", name="Race Council")
    school = SchoolFactory(council=council, website="race.example")
    joinings = [JoiningFactory(organisation=school, role=Role.HEAD, email=f"{n}@race.example") for n in "ab"]
    meet = threading.Barrier(2, timeout=5)
    real = queries.vouched

    def slowly(*args):
        with suppress(threading.BrokenBarrierError):  # both have asked whether anybody is there, unless one waits
            meet.wait(1)
        return real(*args)

    monkeypatch.setattr(queries, "vouched", slowly)

    def go(joining):
        actions.confirm(joining_id=joining.pk, full_name="", by=None, now=NOW)
        connection.close()

    threads = [threading.Thread(target=go, args=[joining]) for joining in joinings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(Membership.objects.filter(organisation=school).values_list("role", flat=True))


def test_two_who_confirm_at_once_make_one_careers_leader(monkeypatch):
    assert race(monkeypatch) == ["leader"]


def test_without_the_lock_there_would_be_two(monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)

    assert race(monkeypatch) == ["leader", "leader"]

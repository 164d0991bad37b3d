"""Two imports at once: of one school, and of two schools that hold one UPN. Each has a twin that fails without the lock."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Enrolment, Learner, PendingLink
from frontdoor.record.roll import actions, queries
from frontdoor.record.roll.parse import read_roll
from tests.record.factories import SafeguardingContactFactory
from tests.record.roll.files import roll_file, row

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
PATIENCE = 1.0  # seconds that one import waits for the other, which the lock may hold up


@pytest.fixture
def meet(monkeypatch) -> Callable[[str], None]:
    """`meet("difference")`: both imports do this read before either goes on, unless a lock keeps them apart."""

    def at(name: str) -> None:
        barrier, real = threading.Barrier(2), getattr(queries, name)

        def read(*args, **more):
            found = real(*args, **more)
            with suppress(threading.BrokenBarrierError):
                barrier.wait(PATIENCE)
            return found

        monkeypatch.setattr(queries, name, read)

    return at


def both(*schools: Organisation) -> list[Exception]:
    """Loads the same file at each school at once; what went wrong."""
    roll, wrong = read_roll(roll_file(row(1), row(2, UPN="")), today=NOW.date()), []

    def load(school: Organisation) -> None:
        try:
            actions.load(roll=roll, institution=school, now=NOW)
        except IntegrityError as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=load, args=[school]) for school in schools]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return wrong


@pytest.fixture
def schools(here, elsewhere) -> list[Organisation]:
    for school in (here, elsewhere):
        SafeguardingContactFactory(institution=school)
    return [here, elsewhere]


def test_two_imports_of_one_school_at_once_are_one_roll(schools, meet) -> None:
    meet("difference")
    assert not both(schools[0], schools[0])
    assert (Enrolment.objects.count(), Learner.objects.count()) == (2, 2)


def test_without_its_lock_one_school_has_its_pupils_twice(schools, meet, monkeypatch) -> None:
    monkeypatch.setattr(actions, "hold", lambda _: None)
    meet("difference")
    wrong = both(schools[0], schools[0])
    assert wrong or Enrolment.objects.count() > 2


def test_two_rolls_at_once_with_one_upn_are_linked_once(schools, meet) -> None:
    meet("held_elsewhere")
    assert not both(*schools)
    link = PendingLink.objects.get()
    assert {link.earlier_id, link.later_id} == set(Enrolment.objects.exclude(upn="").values_list("learner", flat=True))
    assert Enrolment.objects.filter(ended_on=None).count() == 4


def test_without_their_lock_two_rolls_never_see_each_other(schools, meet, monkeypatch) -> None:
    monkeypatch.setattr(actions, "lock_links", lambda: None)
    meet("held_elsewhere")
    both(*schools)
    assert not PendingLink.objects.exists()

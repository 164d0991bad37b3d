"""50 presses at once by two schools that fill overlapping lists with one service; and a press whose process is killed.

Nobody has two meetings, no adviser is at two places, no block gives more than it has. The twin without the lock of the
block gives one session twice.
"""

import random
import signal
import subprocess
import sys
import threading
import time as clock
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count

from frontdoor.letters.models import Letter
from frontdoor.organisations.models import Organisation, Role
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from guidance.blocks import ledger, queries
from guidance.filling import actions
from guidance.filling.rules import Why
from guidance.models import Block, BlockedPeriod, Draw, Meeting, Service, Weekly
from tests.factories import member
from tests.faults.workers import environment
from tests.guidance.booking.people import NOW
from tests.guidance.booking.test_race import broken
from tests.guidance.factories import ServiceFactory, WeeklyFactory, able_adviser, bought
from tests.record.factories import LearnerFactory, enrolled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
REQUESTS, PEOPLE, SESSIONS, A_LIST = 50, 9, 7, 5
SIXTEEN = date(2010, 9, 2)
KILLED = """
import django, sys, time
django.setup()
from guidance.filling import actions
from guidance.models import Meeting
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User
from frontdoor.record.models import Learner
from tests.guidance.booking.people import NOW
give = actions.booking.book
def slow(**said):
    made = give(**said)
    if Meeting.objects.count() == 3:  # booked, and not committed
        time.sleep(60)
    return made
actions.booking.book = slow
actions.invite(
    institution=Organisation.objects.get(urn=900001), ids=list(Learner.objects.order_by("pk").values_list("pk", flat=True)),
    by=User.objects.get(email="amina@herefield.example"), now=NOW,
)
"""


@pytest.fixture
def service() -> Service:
    """Two advisers who are both there each morning, and hold three meetings a day."""
    made = ServiceFactory()
    for name in ("ada", "ben"):
        adviser = able_adviser(made.organisation, f"{name}@x.example", name)
        adviser.most_a_day = 3
        adviser.save()
        for weekday in range(5):
            WeeklyFactory(adviser=adviser, weekday=weekday)
    return made


def on_roll(institution: Organisation, number: int, **facts) -> list[Learner]:
    made = [LearnerFactory(date_of_birth=SIXTEEN) for _ in range(number)]
    for count, one in enumerate(made):
        enrolled(institution, learner=one, email=f"p{count}@s{institution.urn}.example", **facts)
    return made


def presses(school: Organisation, by: User, people: list[Learner]) -> Exception | None:
    """One press in a thread of its own; what went wrong."""
    try:
        actions.invite(institution=school, ids=[one.pk for one in people], by=by, now=NOW)
    except Exception as error:  # noqa: BLE001 what it is, is looked at afterwards
        return error
    finally:
        connection.close()
    return None


def all_is_well() -> None:
    assert broken() == {}
    twice = Meeting.objects.values("learner").annotate(number=Count("pk")).filter(number__gt=1)
    assert not twice.exists()
    assert min(queries.left_of(block) for block in Block.objects.all()) >= 0
    assert Draw.objects.filter(given_back_at=None).count() == Meeting.objects.count()
    assert Letter.objects.filter(kind="meeting-booked").count() == Meeting.objects.count()


def test_of_50_presses_at_once_nothing_is_given_twice(here, elsewhere, amina, hana, cora, service) -> None:
    second = member("carl@elsewhere.example", "Carl Head", elsewhere, Role.HEAD)
    sides = []
    for school, staff in ((here, (amina, hana)), (elsewhere, (cora, second))):
        bought(school, service, SESSIONS)
        sides.append((school, staff, on_roll(school, PEOPLE)))
    dice = random.Random(54)  # noqa: S311 no secret
    wanted = []
    for number in range(REQUESTS):
        school, staff, people = sides[number % 2]
        wanted.append((school, staff[number // 2 % 2], dice.sample(people, A_LIST)))
    with ThreadPoolExecutor(REQUESTS) as pool:
        found = [one.result() for one in [pool.submit(presses, *one) for one in wanted]]
    assert [one for one in found if one] == []
    all_is_well()
    for school, staff, people in sides:  # quiet again: what is left is given
        rows = actions.invite(institution=school, ids=[one.pk for one in people], by=staff[0], now=NOW).rows
        assert {getattr(one, "why", "") for one in rows} <= {"", Why.HAS_ONE, Why.NO_SESSION}
    all_is_well()
    assert Meeting.objects.count() == 2 * SESSIONS


@pytest.fixture
def apart(here, service) -> tuple[list[Learner], list[Learner]]:
    """One session, for Year 10 and for Year 11; they are met on different days by different advisers."""
    block = bought(here, service, 1)
    ada, ben = service.advisers.order_by("pk")
    Weekly.objects.filter(adviser=ada).exclude(weekday=0).delete()
    Weekly.objects.filter(adviser=ben).exclude(weekday=1).delete()
    for year, weekday in ((10, 0), (11, 1)):
        BlockedPeriod.objects.create(
            institution=here,
            year_group=year,
            first_day=NOW.date(),
            last_day=block.last_day,
            weekdays=[weekday],
            created_by=block.ordered_by,
            created_at=NOW,
        )
    return on_roll(here, 1, year_group=10), on_roll(here, 1, year_group=11)


def press_both(here, amina, hana, apart) -> list[Exception | None]:
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(presses, (here, here), (amina, hana), apart))


def test_last_session_is_given_once(here, amina, hana, apart) -> None:
    assert press_both(here, amina, hana, apart) == [None, None]
    all_is_well()
    assert Meeting.objects.count() == 1


def test_twin_without_the_lock_of_the_block_gives_it_twice(here, amina, hana, apart, monkeypatch) -> None:
    together, before = threading.Barrier(2), queries.left_of

    def count_together(block: Block) -> int:
        left = before(block)
        together.wait(20)
        return left

    monkeypatch.setattr(ledger, "_held", lambda pk: Block.objects.get(pk=pk))
    monkeypatch.setattr(ledger.queries, "left_of", count_together)
    assert press_both(here, amina, hana, apart) == [None, None]
    assert before(Block.objects.get()) == -1


@pytest.fixture
def stopped() -> Iterator[list[subprocess.Popen]]:
    """What is started here does not outlive the test."""
    started: list[subprocess.Popen] = []
    yield started
    for one in started:
        one.kill()
        one.wait()


def test_killed_in_the_middle_the_same_list_goes_on(here, amina, service, stopped) -> None:
    bought(here, service)
    people = on_roll(here, 5)
    command = [sys.executable, "-c", KILLED]
    more = environment(broker_url="redis://127.0.0.1:1", mail_url="smtp://127.0.0.1:1")
    stopped.append(subprocess.Popen(command, env=more, cwd=Path(__file__).resolve().parents[3]))
    until = clock.monotonic() + 60
    while Meeting.objects.count() < 2:
        assert stopped[0].poll() is None, "it ended by itself"
        assert clock.monotonic() < until
        clock.sleep(0.05)
    clock.sleep(1)  # it is in the middle of the third
    stopped[0].send_signal(signal.SIGKILL)
    stopped[0].wait()

    assert Meeting.objects.count() == 2
    rows = actions.invite(institution=here, ids=[one.pk for one in people], by=amina, now=NOW).rows
    assert [getattr(one, "why", "") for one in rows] == [Why.HAS_ONE, Why.HAS_ONE, "", "", ""]
    all_is_well()
    assert Meeting.objects.values("learner").distinct().count() == len(people)

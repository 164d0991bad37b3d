"""The broker is away or silent: a request takes under a second, and its letter goes when the broker is back."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from frontdoor.ground import background
from frontdoor.ground.cache import Cache
from frontdoor.letters import sweeping, tasks
from frontdoor.letters.actions import PICKED_UP_WITHIN
from frontdoor.letters.models import Letter, State
from frontdoor.organisations.models import Kind, Role
from tests.factories import OrganisationFactory, SchoolFactory, member
from tests.helpers import sign_in
from tests.letters.test_queue import make

pytestmark = pytest.mark.real_servers


@pytest.fixture
def send_again(shared_database, broker, client, settings):
    """`send_again()`: a hub's person presses *Send again*, a request that makes a letter go; answers how long it took.

    The cache is on the same broker, as in production.
    """
    ours = settings.CACHES["default"] | {"LOCATION": f"{broker.url}?db=1", "OPTIONS": settings.BRIEF_CACHE}
    settings.CACHES = settings.CACHES | {"default": ours}
    Cache.away_until = 0.0
    hub = OrganisationFactory(kind=Kind.HUB)
    school = SchoolFactory(council=OrganisationFactory(kind=Kind.COUNCIL, la_code="X91", hub=hub))
    sign_in(client, member("hugo@hub.example", "Hugo", hub, Role.HUB))
    numbers = iter(range(100))

    def press() -> float:
        letter = make(key=f"down:{next(numbers)}", to="amina@school.example", organisation_id=school.pk)
        Letter.objects.filter(pk=letter.pk).update(state=State.NOT_SURE, claimed_at=timezone.now())
        background._away_until = 0.0  # making the letter above met the broker too
        started = time.perf_counter()
        answer = client.post(reverse("oversight:letter-decide", args=[letter.pk]), {"what": "again"})
        took = time.perf_counter() - started
        assert answer.status_code == 302
        assert Letter.objects.get(pk=letter.pk).state == State.QUEUED
        return took

    press()  # the first request of a process imports things
    yield press
    Cache.away_until = 0.0


def go_on(broker, mail_server, start_worker, until, *, letters: int) -> None:
    """The broker is back: one sweep, and every letter goes, once."""
    background._away_until = 0.0
    start_worker(mail_server.url)
    sweeping.sweep(now=timezone.now() + PICKED_UP_WITHIN, send=tasks.send)
    until(lambda: not Letter.objects.exclude(state=State.SENT).exists(), within=90)
    assert mail_server.arrived == {"amina@school.example": letters}


def test_broker_that_is_gone_delays_no_request_and_loses_no_letter(
    broker, send_again, mail_server, start_worker, until
):
    broker.kill()

    assert max(send_again() for _ in range(3)) < 1

    broker.start()
    go_on(broker, mail_server, start_worker, until, letters=4)


def test_broker_that_is_silent_delays_no_request_and_loses_no_letter(
    broker, send_again, mail_server, start_worker, until
):
    broker.freeze()

    assert max(send_again() for _ in range(3)) < 1

    broker.thaw()
    go_on(broker, mail_server, start_worker, until, letters=4)


def test_many_letters_of_one_request_wait_for_a_silent_broker_once(broker, send_again):
    broker.freeze()
    background._away_until = 0.0
    started = time.perf_counter()
    for number in range(30):
        make(key=f"many:{number}")
    took = time.perf_counter() - started
    broker.thaw()
    assert took < 4.5  # each by itself waits 0.3 seconds: nine in all
    assert Letter.objects.filter(state=State.QUEUED, key__startswith="many:").count() == 30


@pytest.mark.parametrize("away", ["kill", "freeze"])
def test_sign_in_goes_on_and_is_still_limited_while_the_cache_is_away(broker, send_again, away):
    client = Client()
    client.post(reverse("account_login"), {"login": "nobody@hub.example", "password": "warms up"})
    getattr(broker, away)()
    address = reverse("account_login")
    wrong = {"login": "hugo@hub.example", "password": "not this one"}
    started = time.perf_counter()
    first = client.post(address, wrong)
    took = time.perf_counter() - started
    answers = [client.post(address, wrong).text for _ in range(6)]
    if away == "freeze":
        broker.thaw()

    assert first.status_code == 200
    assert took < 1
    assert "tried too many times" in answers[-1]


def test_broker_that_came_back_is_used_again(broker, send_again):
    broker.kill()
    send_again()
    broker.start()
    send_again()  # may meet the old, dead connection
    send_again()
    assert broker.waiting() >= 1

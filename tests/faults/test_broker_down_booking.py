"""The broker is away or silent while somebody books: it takes under a second more, and the letters go when it is back."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from frontdoor.ground import background
from frontdoor.ground.cache import Cache
from frontdoor.letters import sweeping, tasks
from frontdoor.letters.actions import PICKED_UP_WITHIN
from frontdoor.letters.models import Letter, State
from guidance.models import Meeting
from tests.browser.test_changing import abel, pat, times  # noqa: F401 fixtures too
from tests.guidance.booking.pages import BOOK, sent
from tests.helpers import sign_in

pytestmark = pytest.mark.real_servers


@pytest.fixture
def press(broker, shared_database, pat, abel, client, settings):  # noqa: F811
    """`press(number)`: Pat books one of the next times; how long the request took. The cache is on the same broker."""
    ours = settings.CACHES["default"] | {"LOCATION": f"{broker.url}?db=1", "OPTIONS": settings.BRIEF_CACHE}
    settings.CACHES = settings.CACHES | {"default": ours}
    Cache.away_until = 0.0
    sign_in(client, pat.account)
    free = [one.time.start for one in times(pat, 3)]

    def one(number: int) -> float:
        background._away_until = Cache.away_until = 0.0
        started = time.perf_counter()
        answer = client.post(BOOK, sent(abel, free[number], step="check"))
        took = time.perf_counter() - started
        made = Meeting.objects.get(during__startswith=free[number])
        assert answer["Location"] == f"/guidance/booked/{made.pk}/"
        return took

    one(0)  # the first request of a process imports things
    yield one
    Cache.away_until = 0.0


@pytest.mark.parametrize(("away", "back"), [("kill", "start"), ("freeze", "thaw")])
def test_booking_goes_on_while_the_broker_is_away_and_its_letters_go_later(
    broker, press, mail_server, start_worker, until, away, back
):
    usual = press(1)
    getattr(broker, away)()
    took = press(2)
    getattr(broker, back)()

    assert took < usual + 1
    assert Letter.objects.filter(kind__startswith="meeting-", state=State.QUEUED).count() == 6
    background._away_until = 0.0
    start_worker(mail_server.url)
    sweeping.sweep(now=timezone.now() + PICKED_UP_WITHIN + timedelta(seconds=1), send=tasks.send)
    until(lambda: not Letter.objects.exclude(state=State.SENT).exists(), within=90)
    assert mail_server.arrived == {"pat@home.example": 3, "abel@adults.example": 3}

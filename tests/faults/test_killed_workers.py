"""5,000 letters, four workers, each killed inside the SMTP conversation: none is lost, none comes twice (design 3, 5)."""

import random
import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from frontdoor.letters import sweeping, tasks
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter, State
from frontdoor.organisations.models import Kind, Organisation
from tests.faults.broker import Broker
from tests.faults.mailserver import PHASES, MailServer
from tests.faults.workers import Worker

pytestmark = pytest.mark.real_servers
LATER = timedelta(minutes=11)  # after the sweep's limits


def make_letters(count: int) -> None:
    """One letter for each of so many made-up institutions, handed to the broker as any action does."""
    now = timezone.now()
    Organisation.objects.bulk_create(
        Organisation(kind=Kind.INSTITUTION, name=f"Made-up School {n}", urn=900_000 + n) for n in range(count)
    )
    drafts = [
        Draft(
            "test-note",
            f"note:{school.urn}",
            f"{school.urn}@school.example",
            {"school": school.name, "name": "there"},
            school.pk,
        )
        for school in Organisation.objects.filter(urn__gte=900_000)
    ]
    with transaction.atomic():
        for start in range(0, count, 500):
            queue_many(drafts[start : start + 500], now=now)


class Killer:
    """Kills workers with -9 at random phases of their conversations and starts them again."""

    def __init__(self, pairs: list[tuple[Worker, MailServer]], dice: random.Random) -> None:
        self.pairs, self.dice, self.kills = pairs, dice, Counter()

    def strike(self, worker: Worker, server: MailServer, phase: str) -> None:
        """Wait for this phase of this worker's next conversation, wait a little more by chance, kill, start again."""
        inside = threading.Event()
        server.when(phase, inside.set)
        if not inside.wait(60):
            return  # it has nothing left to send
        time.sleep(self.dice.choice([0, 0, self.dice.uniform(0, server.delay)]))
        worker.kill()
        self.kills[phase] += 1
        worker.start()

    def run(self, rounds: int, phases: list[str]) -> None:
        """Each worker so many times, in any order."""
        strikes = [pair for pair in self.pairs for _ in range(rounds)]
        self.dice.shuffle(strikes)
        for worker, server in strikes:
            time.sleep(self.dice.uniform(0, 0.3))
            self.strike(worker, server, self.dice.choice(phases))


@pytest.fixture
def four(start_worker, dice):
    """Four workers, each with a mail server of its own, so that it is known whose conversation is how far."""
    servers = [MailServer(delay=0.03, dice=dice) for _ in range(4)]
    for server in servers:
        server.start()
    yield [(start_worker(server.url), server) for server in servers]
    for server in servers:
        server.stop()


def arrived(pairs: list[tuple[Worker, MailServer]]) -> Counter[str]:
    """How often each address got its letter."""
    return sum((server.arrived for _, server in pairs), Counter())


def settle(broker: Broker, until, *, within: float, publish_stuck: bool = False) -> None:
    """Sweep, as each minute does, until nothing waits; then what is stuck is not sure.

    The broker's own redelivery of a dead worker's task comes after its visibility timeout: here the sweep does it all.
    """

    def nothing_waits() -> bool:
        if broker.waiting() == 0 and Letter.objects.filter(state=State.QUEUED).exists():
            sweeping._publish_waiting(now=timezone.now() + LATER, send=tasks.send)
            time.sleep(0.5)
        return broker.waiting() == 0 and not Letter.objects.filter(state=State.QUEUED).exists()

    until(nothing_waits, within=within, every=0.2)
    time.sleep(1)  # the last ones are in their conversations
    if publish_stuck:
        return
    sweeping.sweep(now=timezone.now() + LATER, send=tasks.send)


def test_killed_workers_lose_no_letter_and_send_none_twice(broker, four, dice, until):
    made = 5_000
    started = time.monotonic()
    make_letters(made)
    killer = Killer(four, dice)

    killer.run(rounds=3, phases=PHASES[:-1])
    settle(broker, until, within=400)

    states = Counter(Letter.objects.values_list("state", flat=True))
    counts = arrived(four)
    sent = set(Letter.objects.filter(state=State.SENT).values_list("to", flat=True))
    arrived_once = sum(1 for to in sent if counts[to] == 1)
    kills = killer.kills.total()
    print(f"made {made}, states {dict(states)}, kills {dict(killer.kills)}, {time.monotonic() - started:.0f} s")  # noqa: T201
    assert Letter.objects.count() == made
    assert states.keys() <= {State.SENT, State.NOT_SURE}
    assert arrived_once + states[State.NOT_SURE] == made
    assert [to for to, times in counts.items() if times > 1] == []
    assert 0 < states[State.NOT_SURE] <= kills
    logs = " ".join(worker.log.read_text() for worker, _ in four)
    assert "frontdoor.letters.tasks.send" in logs
    assert "school.example" not in logs


def test_twin_that_sends_stuck_letters_again_by_itself_sends_some_twice(broker, four, dice, until):
    """The test above can fail: with a sweep that re-queues what is stuck, letters killed before their 250 come twice."""
    make_letters(300)
    Killer(four, dice).run(rounds=1, phases=["content"])
    settle(broker, until, within=200, publish_stuck=True)

    stuck = list(Letter.objects.filter(state=State.SENDING).values_list("pk", flat=True))
    Letter.objects.filter(pk__in=stuck).update(state=State.QUEUED, attempts=F("attempts") + 1)
    settle(broker, until, within=100)

    assert [to for to, times in arrived(four).items() if times > 1]

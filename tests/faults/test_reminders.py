"""Reminders for 5,000 institutions: the command is killed in the middle, and still each is made once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.utils import timezone

from benchmarks.models import Reminder
from benchmarks.reminders.making import BATCH
from frontdoor.letters.many import TOGETHER
from frontdoor.letters.models import Letter, State
from frontdoor.organisations.models import Contact, Kind, Organisation, Scope
from tests.faults.workers import ROOT, environment

pytestmark = pytest.mark.real_servers
MADE = 5_000
SECOND_WEEK, CATCHING_UP = "2026-09-08", "2026-10-20"


def make_institutions(count: int) -> None:
    """Made-up schools of a council without known terms, each with one contact address."""
    council = Organisation.objects.create(kind=Kind.COUNCIL, name="Inventshire Council", la_code="X91", made_up=True)
    schools = Organisation.objects.bulk_create(
        Organisation(
            kind=Kind.INSTITUTION, name=f"Made-up School {n}", urn=900_000 + n, council=council, scope=Scope.IN,
            status_code="1", made_up=True,
        )
        for n in range(count)
    )  # fmt: skip
    now = timezone.now()
    Contact.objects.bulk_create(
        Contact(organisation=school, email=f"{school.urn}@school.example", created_at=now) for school in schools
    )


class Sender:
    """`send_reminders` as a production process."""

    def __init__(self, broker_url: str, log: Path) -> None:
        self.environment = environment(broker_url=broker_url, mail_url="smtp://127.0.0.1:1")
        self.log = log

    def start(self, on: str) -> subprocess.Popen[bytes]:
        """Begin a run."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", "send_reminders", "--on", on],
                cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log, start_new_session=True,
            )  # fmt: skip

    def run(self, on: str) -> str:
        """A whole run; its last line."""
        process = self.start(on)
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, self.log.read_text()[-2000:]
        return said.decode().splitlines()[-1]

    def kill_when(self, letters: int, on: str) -> None:
        """Begin a run and kill it with -9 once so many letters are made; it may have ended by then."""
        process = self.start(on)
        while process.poll() is None and Letter.objects.count() < letters:
            time.sleep(0.02)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.fixture
def sender(shared_database, broker, tmp_path):
    return Sender(broker.url, tmp_path / "sender.log")


def test_reminders_are_made_once_though_their_maker_is_killed(sender: Sender, broker, dice: random.Random) -> None:
    make_institutions(MADE)
    started = time.monotonic()

    for letters in sorted(dice.sample(range(1, MADE - 2 * BATCH), 3)):
        sender.kill_when(letters, SECOND_WEEK)
    interrupted = Letter.objects.count()
    sender.run(SECOND_WEEK)

    print(f"interrupted at {interrupted} of {MADE}, all in {time.monotonic() - started:.0f} s")  # noqa: T201
    assert interrupted < MADE
    assert Reminder.objects.count() == Letter.objects.filter(state=State.QUEUED).count() == MADE
    assert Letter.objects.values("to").distinct().count() == MADE
    assert Letter.objects.values("organisation").distinct().count() == MADE

    assert sender.run(SECOND_WEEK) == "reminded=0 letters=0 no_contact=0 set_aside=0"


def test_missed_week_catches_up_and_a_second_run_is_silent(sender: Sender, broker) -> None:
    make_institutions(200)

    assert sender.run(CATCHING_UP) == "reminded=200 letters=200 no_contact=0 set_aside=0"
    assert sender.run(CATCHING_UP) == "reminded=0 letters=0 no_contact=0 set_aside=0"
    assert broker.waiting() == 200 // TOGETHER


def test_two_runs_at_once_make_each_letter_once(sender: Sender, broker) -> None:
    make_institutions(1_200)

    both = [sender.start(SECOND_WEEK) for _ in range(2)]
    for process in both:
        process.communicate(timeout=300)

    assert [process.returncode for process in both] == [0, 0]
    assert Reminder.objects.count() == Letter.objects.count() == 1_200

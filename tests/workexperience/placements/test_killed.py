"""A worker that is killed between two applications, in the middle of one: what was done stays, the rest is done by the next."""

import signal
import subprocess
import sys

import pytest
import time_machine

from frontdoor.letters.models import Letter
from tests.factories import SchoolFactory
from tests.faults.workers import ROOT, environment
from tests.workexperience.answers.conftest import CONTACT
from tests.workexperience.factories import SessionFactory, applied
from tests.workexperience.placements.conftest import MORNING
from workexperience.models import HOLDING, Application, ApplicationState, Session, Step
from workexperience.placements import sweep

S = ApplicationState
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
MADE, KILLED_IN = 8, 4
# The fourth is killed inside its transaction: moved, told of, and not yet committed.
WORKER = f"""
import os, signal, sys
from datetime import datetime
import django
django.setup()
from workexperience.placements import sweep
seen = []
move = sweep._expire_begun
def killed(application, now):
    move(application, now)
    seen.append(application.pk)
    if len(seen) == {KILLED_IN}:
        os.kill(os.getpid(), signal.SIGKILL)
sweep._expire_begun = killed
sweep.move_on(now=datetime.fromisoformat(sys.argv[1]))
"""


def test_a_worker_killed_between_two_loses_no_place_and_tells_nobody_twice():
    week, school = SessionFactory(places=MADE), SchoolFactory()
    for _ in range(MADE):
        made = applied(week, institution=school, **CONTACT)
        Application.objects.filter(pk=made.pk).update(state=S.EMPLOYER, ready_at=made.created_at)
    Session.objects.filter(pk=week.pk).update(taken=MADE)

    env = environment(broker_url="redis://127.0.0.1:1", mail_url="smtp://127.0.0.1:1")
    killed = subprocess.run(
        [sys.executable, "-c", WORKER, MORNING.isoformat()], cwd=ROOT, env=env, check=False, timeout=120
    )
    assert killed.returncode == -signal.SIGKILL
    assert Application.objects.filter(state=S.EXPIRED).count() == KILLED_IN - 1
    assert is_right(week)

    with time_machine.travel(MORNING, tick=False):
        sweep.move_on(now=MORNING)
        sweep.move_on(now=MORNING)
    assert Application.objects.filter(state=S.EXPIRED).count() == MADE
    assert Step.objects.filter(state=S.EXPIRED).count() == MADE
    assert is_right(week)
    keys = list(Letter.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys))


def is_right(week: Session) -> bool:
    week.refresh_from_db()
    return week.taken == Application.objects.filter(session=week, state__in=HOLDING).count()

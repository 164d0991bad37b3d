"""200 ask for 30 places at once, some take it back, some press twice: never more than 30, and first come within the band."""

import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from frontdoor.ground.refused import Refused
from tests.benchmarks.test_races import at_once
from tests.factories import SchoolFactory, UserFactory
from tests.record.factories import enrolled
from tests.workexperience.answers.conftest import NOW, SOL, asked, ed, employer, erin, week
from tests.workexperience.factories import MADE, SessionFactory
from workexperience.answers import actions
from workexperience.applications import moves, places
from workexperience.models import HOLDING, Application, ApplicationState, Session

__all__ = ["ed", "employer", "erin", "week"]
S = ApplicationState
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
APPLICANTS, PLACES, AT_ONCE = 200, 30, 8
THEN = S.SCHOOL, S.WAITING, S.OFFERED, S.EMPLOYER


@pytest.fixture
def crowd():
    """So many have asked for the same days, and their school agrees now."""
    days, school, by = SessionFactory(places=PLACES), SchoolFactory(), UserFactory()
    first = enrolled(school).learner
    fields = {"given_names": "Given", "family_name": "Inventedson", "created_at": MADE}
    learners = type(first).objects.bulk_create(type(first)(**fields) for _ in range(APPLICANTS))
    Application.objects.bulk_create(
        Application(
            learner=one, institution=school, offer=days.offer, session=days, band=1 + number % 2, why="Why", hopes="Hopes",
            created_by=by, created_at=MADE, state_since=MADE,
        )
        for number, one in enumerate(learners)
    )  # fmt: skip
    with time_machine.travel(NOW, tick=True):
        yield days


def agree(pk):
    """The school's press, repeated when it goes wrong; the second press finds it moved on."""
    with transaction.atomic():
        application = moves.locked(pk)
        if application.state == S.SCHOOL:
            moves.ready(application, by=None, now=NOW)


def withdraw(pk):
    with transaction.atomic():
        application = moves.locked(pk)
        if application.state in THEN:
            moves.put(application, S.WITHDRAWN, by=None, now=NOW)


def in_threads(calls):
    def run(call):
        try:
            return call()
        except Exception as error:  # noqa: BLE001 the outcome is what is looked at
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one for one in pool.map(run, calls) if isinstance(one, Exception)]


def test_200_for_30_places_with_retries_and_cancellations(crowd):
    dice = random.Random(20270301)  # noqa: S311 a dice
    pks = list(Application.objects.values_list("pk", flat=True))
    presses = [lambda pk=pk: agree(pk) for pk in [*pks, *dice.sample(pks, 40)]]
    presses += [lambda pk=pk: withdraw(pk) for pk in dice.sample(pks, 50)]
    dice.shuffle(presses)

    assert in_threads(presses) == []

    crowd.refresh_from_db()
    held = Application.objects.filter(state__in=HOLDING)
    assert (crowd.taken, held.count()) == (PLACES, PLACES)
    assert not Application.objects.filter(state=S.SCHOOL).exists()


def test_freed_places_go_in_the_order_of_the_line(crowd):
    pks = list(Application.objects.order_by("pk").values_list("pk", flat=True))
    for number, pk in enumerate(pks[:40]):
        with transaction.atomic():
            moves.ready(moves.locked(pk), by=None, now=NOW.replace(minute=number))
    line = Application.objects.filter(state=S.WAITING).order_by("band", "ready_at")
    wanted = list(line.values_list("pk", flat=True))[:5]
    holding = Application.objects.filter(state=S.EMPLOYER).values_list("pk", flat=True)[:5]
    assert in_threads([lambda pk=pk: withdraw(pk) for pk in holding]) == []
    assert sorted(Application.objects.filter(state=S.OFFERED).values_list("pk", flat=True)) == sorted(wanted)


@pytest.fixture
def nobody_locks(monkeypatch):
    """The offer's lock is gone, and all have asked whether a place is free before one takes it."""
    met = threading.Barrier(2)

    def free(sessions):
        found = not Session.objects.filter(pk__in=[*sessions], taken__gte=F("places")).exists()
        try:
            met.wait(2)
        except threading.BrokenBarrierError:
            met.reset()
        return found

    monkeypatch.setattr(places, "locked_offer", lambda _pk: None)
    monkeypatch.setattr(places, "are_free", free)
    monkeypatch.setattr(places, "can_go_on", lambda *_, **__: True)


def test_twin_without_the_lock_the_table_refuses_the_one_too_many(crowd, nobody_locks):
    Session.objects.filter(pk=crowd.pk).update(places=1)
    one, two = Application.objects.order_by("pk").values_list("pk", flat=True)[:2]
    outcomes = at_once(lambda: agree(one), lambda: agree(two))
    assert IntegrityError in [type(each) for each in outcomes]


def test_two_colleagues_who_answer_at_once_are_one_answer(week, here, erin, ed):
    with time_machine.travel(NOW, tick=True):
        with transaction.atomic():
            one = asked(week, institution=here)
        outcomes = at_once(
            lambda: actions.accept(application_id=one.pk, supervision=SOL, by=erin, now=NOW),
            lambda: actions.decline(application_id=one.pk, reason="busy", words="", by=ed, now=NOW),
        )
    assert [type(each) for each in outcomes if isinstance(each, Exception)] == [Refused]
    assert one.steps.exclude(state=S.EMPLOYER).count() == 1

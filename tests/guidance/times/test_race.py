"""Two who say hours of one adviser in the same second; hours that are put in where a place is being closed."""

import threading
from datetime import time

import pytest
from django.db.models import QuerySet

from frontdoor.ground.refused import Refused
from guidance.models import Channel, Place, Weekly
from guidance.services import actions as services
from guidance.times import actions, refusing
from guidance.times.actions import Done, Hours
from tests.benchmarks.test_races import at_once
from tests.guidance.times.conftest import BOTH, FROM_TODAY, MORNING, NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_servers]
LATER = Hours(time(11), time(13), BOTH)


def add(ada, hours, by):
    return actions.add_weekly(adviser_id=ada.pk, weekdays=[0], hours=hours, days=FROM_TODAY, by=by, now=NOW)


def both_add(ada, lena):
    return at_once(lambda: add(ada, MORNING, ada.user), lambda: add(ada, LATER, lena))


def test_of_two_who_add_hours_that_meet_one_is_refused(ada, lena) -> None:
    outcomes = both_add(ada, lena)
    assert Done(changed=1) in outcomes
    (refused,) = [one for one in outcomes if isinstance(one, Refused)]
    assert "have hours then already: Mondays" in str(refused)
    assert Weekly.objects.count() == 1


def test_twin_without_the_lock_the_hours_meet(ada, lena, monkeypatch) -> None:
    both_looked = threading.Barrier(2)
    refuse = refusing.refuse_weekly

    def slowly(row, **more):
        refuse(row, **more)
        both_looked.wait(10)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    monkeypatch.setattr(refusing, "refuse_weekly", slowly)
    assert both_add(ada, lena) == [Done(changed=1)] * 2
    assert Weekly.objects.count() == 2


def close_while_hours_come(ada, lena, room, monkeypatch):
    """What the closer and the adviser got, who came after the closer had looked and before the place was closed."""
    looked, written = threading.Event(), threading.Event()
    uses = services.queries.uses

    def slowly(place, now):
        found = uses(place, now)
        looked.set()
        written.wait(1)  # with the lock the hours wait for us: so not for ever
        return found

    def close():
        services.close_place(place_id=room.pk, service_id=room.service_id, by=lena, now=NOW)

    def come():
        looked.wait(10)
        try:
            return add(ada, Hours(time(9), time(12), (Channel.FACE.value,), room.pk), ada.user)
        finally:
            written.set()

    monkeypatch.setattr(services.queries, "uses", slowly)
    return at_once(close, come)


def test_no_hours_stand_at_a_place_that_was_closed_meanwhile(ada, lena, room, monkeypatch) -> None:
    closed, refused = close_while_hours_come(ada, lena, room, monkeypatch)
    assert closed is None
    assert str(refused) == "This place is closed. Choose another one."
    assert Place.objects.get().closed_at == NOW
    assert not Weekly.objects.exists()


def test_twin_without_the_lock_hours_stand_at_a_closed_place(ada, lena, room, monkeypatch) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    assert close_while_hours_come(ada, lena, room, monkeypatch) == [None, Done(changed=1)]
    assert Weekly.objects.get().place.closed_at == NOW

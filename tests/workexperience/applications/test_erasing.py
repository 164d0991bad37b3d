"""Erasing a learner frees the place that they held."""

from datetime import UTC, datetime

import pytest
import time_machine

from frontdoor.record.erasing.actions import erase
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import moves
from workexperience.models import Application, ApplicationState, Consent, Step

S = ApplicationState
NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_erasing_gives_the_place_to_the_next_and_leaves_no_row():
    with time_machine.travel(NOW, tick=False):
        week = SessionFactory(places=1)
        first, second = (moves.ready(moves.locked(applied(week).pk), by=None, now=NOW) for _ in range(2))
        Consent.objects.create(
            application=first, session=week, text="The words", email="pat@home.example", expires_at=NOW, created_at=NOW
        )
        erase(learner=first.learner, now=NOW)
    week.refresh_from_db()
    second.refresh_from_db()
    assert (week.taken, second.state) == (1, S.OFFERED)
    for model in (Application, Step, Consent):
        rows = {"pk": first.pk} if model is Application else {"application": first.pk}
        assert not model.objects.filter(**rows).exists()

"""A confirmed placement: a week in person, and two short days online."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
import time_machine

from tests.workexperience.factories import OfferFactory, SessionFactory, applied
from workexperience.models import ApplicationState, Day, Mark, Mode
from workexperience.placements import recorded

NOW = datetime(2027, 3, 12, 10, tzinfo=UTC)  # the Friday after: the days are over
MONDAY = date(2027, 3, 1)


@pytest.fixture
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def placement(here, _now):
    """Monday to Friday in person, Monday and Tuesday of the next week online; all three online parts are promised."""
    offer = OfferFactory(mode=Mode.BLENDED, has_task=True, has_live_contact=True, gives_feedback=True)
    week = SessionFactory(offer=offer)
    online = SessionFactory(
        offer=offer, is_online=True, first_day=date(2027, 3, 8), last_day=date(2027, 3, 9), weekdays=[1, 2]
    )
    week.taken = 1
    week.save()
    found = applied(
        week, institution=here, online_session=online, state=ApplicationState.CONFIRMED, confirmed_at=NOW
    )  # fmt: skip
    for number in range(5):
        add_day(found, week, MONDAY + timedelta(days=number), "6")
    for number in (7, 8):
        add_day(found, online, MONDAY + timedelta(days=number), "2.5", is_online=True)
    return found


def add_day(application, session, day, hours, **facts) -> Day:
    told = {"starts_at": time(9), "ends_at": time(15, 30), "supervisor_name": "Sol", "supervisor_phone": "01632 960002"}
    return Day.objects.create(application=application, session=session, day=day, hours=Decimal(hours), **told, **facts)


def mark(application, mark, *days, online=None, now=NOW) -> None:
    """The workplace marks these days (all without any), and the record is written as the action that marks does."""
    found = application.days.filter(day__in=days) if days else application.days.all()
    found = found if online is None else found.filter(is_online=online)
    found.update(mark=mark, marked_at=now if mark else None)
    recorded.record_placement(recorded.locked(application.pk), now)


def went(application) -> None:
    """They were there on every day."""
    mark(application, Mark.HERE)

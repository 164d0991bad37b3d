"""An employer with two colleagues, and a pupil of `here` who asks to come for the first week of March 2027."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from frontdoor.organisations.models import Role
from tests.factories import member
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import moves
from workexperience.models import Application
from workexperience.placements.actions import Supervision

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
SOL = Supervision("Sol Marsh", "01632 960 115")
CONTACT = {"contact_name": "Amina Yusuf", "contact_phone": "01632 960 003"}


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def week(db):
    found = SessionFactory(places=2)
    found.offer.employer.organisation.name = "Larch and Loom"
    found.offer.employer.organisation.save()
    return found


@pytest.fixture
def employer(week):
    return week.offer.employer


@pytest.fixture
def erin(employer):
    return member("erin@larch.example", "Erin Holt", employer.organisation, Role.EMPLOYER)


@pytest.fixture
def ed(employer):
    return member("ed@larch.example", "Ed Holt", employer.organisation, Role.EMPLOYER)


def asked(session, *, institution, now=NOW, agreed=True, **facts) -> Application:
    """School and parent have agreed: the employer is asked, or the application waits in the line."""
    one = applied(session, institution=institution, **(CONTACT | facts))
    if agreed:
        with_birth(one, date(2010, 1, 1))  # 17 in March 2027: nobody else has to agree
    return moves.ready(moves.locked(one.pk), by=None, now=now)


def with_birth(application, born):
    application.learner.date_of_birth = born
    application.learner.save(update_fields=["date_of_birth"])


def again(application) -> Application:
    """As it is stored now."""
    return Application.objects.get(pk=application.pk)


@pytest.fixture
def one(week, here, erin):
    return asked(week, institution=here)

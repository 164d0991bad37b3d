"""The demo's finished placement is whole, counts, and is made once."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from benchmarks.entitlements.queries import standings
from frontdoor.people.models import User
from frontdoor.record.queries import roll
from tests.factories import SchoolFactory
from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.offers.test_seed import _seeded  # noqa: F401 the demo's employers and offers
from workexperience.logbook import queries, seed
from workexperience.models import Application, ApplicationState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sami(_seeded):  # noqa: F811
    learner = LearnerFactory(account=User.objects.get(email=seed.STUDENT))
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        yield enrolled(SchoolFactory(), learner=learner)


def test_it_is_counted_once_as_five_days_in_person_and_one_online(sami) -> None:
    seed.seed_demo()
    seed.seed_demo()
    found = Application.objects.get()
    found.full_clean()
    assert found.state == ApplicationState.COUNTED
    assert found.certificate
    assert queries.attended(found).words == "30 hours in person and 5 hours online"
    assert [step.state for step in found.steps.all()] == [state for state, _at, _by in seed.STEPS]
    rows = roll(sami.institution, today=date(2026, 11, 22))
    (mine,) = standings(sami.institution, rows, today=date(2026, 11, 22)).values()
    days = next(one.days for one in mine if one.entitlement.id == "days-10-11")
    assert (days.words, days.why) == ("5.0 in person + 1.0 online", "")


def test_without_the_student_there_is_nothing_to_make(sami) -> None:
    sami.learner.account = None
    sami.learner.save()
    seed.seed_demo()
    assert not Application.objects.exists()

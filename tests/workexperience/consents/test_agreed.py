"""Whether a parent or carer still has to agree."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from tests.record.factories import LearnerFactory, enrolled
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import moves
from workexperience.consents import queries
from workexperience.models import ApplicationState, Consent

NOW = datetime(2027, 1, 11, 10, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(here, born, year_group=11):
    learner = enrolled(here, year_group=year_group, learner=LearnerFactory(date_of_birth=born)).learner
    return applied(SessionFactory(), institution=here, learner=learner)


def yes(application, *, at=NOW, **facts):
    return Consent.objects.create(
        application=application, session=application.session, text="A week", expires_at=at, answered_at=at,
        agrees=True, name="Pat", on_paper=True, created_at=at, **facts,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("born", "year_group", "needed"),
    [
        (date(2011, 1, 11), 11, False),  # sixteen today
        (date(2011, 1, 12), 12, True),
        (None, 11, True),
        (None, 12, False),
        (None, None, True),
    ],
)
def test_a_parent_is_needed_below_sixteen_or_below_year_12(here, born, year_group, needed):
    assert queries.agreed(asked(here, born, year_group)) is not needed


def test_a_yes_is_for_the_days_that_were_asked_about(here):
    application = asked(here, date(2012, 3, 4))
    yes(application)
    assert queries.agreed(application)

    application.session = SessionFactory(
        offer=application.offer, first_day=date(2027, 3, 8), last_day=date(2027, 3, 12)
    )
    assert not queries.agreed(application)


def test_a_yes_from_before_other_days_were_offered_is_none(here):
    """The online part may have changed, with the same days in person."""
    application = asked(here, date(2012, 3, 4))
    yes(application, at=NOW - timedelta(days=1))
    application = moves.ready(moves.locked(application.pk), by=None, now=NOW)
    moves.give_other_days(application, session=application.session, online_session=None, by=None, now=NOW)
    assert not queries.agreed(application)

    yes(application, at=NOW + timedelta(minutes=1))
    assert application.state == ApplicationState.OTHER_DAYS
    assert queries.agreed(application)

"""Two records of one person become one, with what both asked for."""

import pytest

from frontdoor.record.joining.actions import CODE, join_learners
from tests.record.factories import LearnerFactory
from tests.workexperience.applications.conftest import NOW
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import moves
from workexperience.models import Application, ApplicationState

S = ApplicationState
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def test_applications_go_over_and_what_both_asked_for_is_asked_for_once(zara, here, elsewhere):
    week, other = SessionFactory(places=2), SessionFactory()
    former = LearnerFactory()
    mine = applied(week, institution=here, learner=zara)
    twice, alone = (applied(one, institution=elsewhere, learner=former) for one in (week, other))
    moves.ready(moves.locked(twice.pk), by=None, now=NOW)
    former.account = None
    former.save()

    join_learners(kept=zara, absorbed=former, cause=CODE, now=NOW, by=zara.account)

    week.refresh_from_db()
    states = dict(Application.objects.filter(learner=zara).values_list("pk", "state"))
    assert states == {mine.pk: S.SCHOOL, twice.pk: S.WITHDRAWN, alone.pk: S.SCHOOL}
    assert week.taken == 0

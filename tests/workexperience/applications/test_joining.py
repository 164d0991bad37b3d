"""Two records of one person become one, with what both asked for."""

import pytest

from frontdoor.ground.refused import Refused
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
    assert states == {mine.pk: S.WITHDRAWN, twice.pk: S.EMPLOYER, alone.pk: S.SCHOOL}
    assert week.taken == 1


@pytest.fixture
def pair(zara, here, elsewhere):
    """What the record that is kept and the one that is absorbed ask for: days of one offer."""
    former, week = LearnerFactory(), SessionFactory(places=2)
    both = applied(week, institution=here, learner=zara), applied(week, institution=elsewhere, learner=former)
    former.account = None
    former.save()
    return both


def join(pair):
    kept, absorbed = (one.learner for one in pair)
    join_learners(kept=kept, absorbed=absorbed, cause=CODE, now=NOW, by=kept.account)
    return [Application.objects.get(pk=one.pk).state for one in pair]


def test_the_one_that_is_further_goes_on(pair):
    moves.ready(moves.locked(pair[1].pk), by=None, now=NOW)
    assert join(pair) == [S.WITHDRAWN, S.EMPLOYER]


def test_days_that_are_over_are_never_withdrawn(pair):
    Application.objects.filter(pk=pair[1].pk).update(state=S.FEEDBACK)
    assert join(pair) == [S.WITHDRAWN, S.FEEDBACK]


def test_two_whose_days_are_over_join_once_they_are_finished(pair):
    Application.objects.filter(pk__in=[one.pk for one in pair]).update(state=S.REFLECTION)
    with pytest.raises(Refused, match="not finished yet"):
        join(pair)
    Application.objects.filter(pk=pair[1].pk).update(state=S.COUNTED, ended_at=NOW)
    assert join(pair) == [S.REFLECTION, S.COUNTED]

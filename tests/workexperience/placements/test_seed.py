"""The demo has somebody in every state, and a second run adds nothing."""

from collections import Counter
from datetime import UTC, datetime

import pytest
import time_machine

from frontdoor.careers.models import Category
from frontdoor.letters.models import Letter
from frontdoor.organisations.invented.actions import make_invented
from frontdoor.record import seed as record
from workexperience.checks import seed as checks
from workexperience.employers import seed as employers
from workexperience.models import HOLDING, Application, ApplicationState, Day, Session
from workexperience.offers import seed as offers
from workexperience.placements import seed, sweep

S = ApplicationState
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_every_state_is_there_and_nothing_is_due_or_added_again(settings) -> None:
    settings.DEMO = True
    with time_machine.travel(NOW, tick=False):
        for made in offers.MADE:
            Category.objects.get_or_create(slug=made.sector, defaults={"title": made.sector})
        make_invented()
        record.seed_demo()
        for noun in (employers, checks, offers, seed):
            noun.seed_demo()
        found = Counter(Application.objects.values_list("state", flat=True))
        wanted = {S.SCHOOL, S.PARENT, S.WAITING, S.EMPLOYER, S.OTHER_DAYS, S.ACCEPTED, S.CONFIRMED, S.FEEDBACK}
        assert found.keys() == wanted | {S.COUNTED, S.DECLINED}
        mine = Application.objects.filter(learner__account__email=seed.STUDENT).values_list("state", flat=True)
        assert sorted(mine) == [S.CONFIRMED, S.COUNTED]
        for session in Session.objects.all():
            assert session.taken == Application.objects.filter(session=session, state__in=HOLDING).count()

        before = Application.objects.count(), Day.objects.count(), Letter.objects.count()
        seed.seed_demo()
        sweep.move_on(now=NOW)
        assert before == (Application.objects.count(), Day.objects.count(), Letter.objects.count())
        assert Counter(Application.objects.values_list("state", flat=True)) == found

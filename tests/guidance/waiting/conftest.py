"""What the tests of the waiting list share: booking's people, and Ada's hours while nobody waits yet.

`full`: Ada has no time that anybody can have. `ade` is a second pupil of Year 11, `zoe` one of Year 10.
"""

from datetime import date, time

import pytest

from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Activity, ActivityKind, Attendance, Learner, Participation
from guidance.booking.actions import Answers
from guidance.models import Adviser, BookedAs, Change, Channel, Topic, Wait, Weekly
from guidance.waiting import actions
from tests.factories import UserFactory
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import NOW
from tests.record.factories import LearnerFactory, enrolled

ASKED = Answers(Topic.AFTER_16, words="Colleges near me", phone="07700 900123")
BY_PHONE = (Channel.PHONE.value,)


@pytest.fixture
def full(ada: Adviser) -> Adviser:
    """Ada's hours begin only after everything that can be looked at."""
    Weekly.objects.filter(adviser=ada).update(first_day=date(2027, 9, 1))
    return ada


@pytest.fixture
def ade(here: Organisation, supplied) -> Learner:
    return pupil(here, "Ade", 11)


@pytest.fixture
def zoe(here: Organisation, supplied) -> Learner:
    return pupil(here, "Zoe", 10)


def pupil(here: Organisation, name: str, year_group: int, born: date = date(2010, 9, 2)) -> Learner:
    account = UserFactory(email=f"{name.lower()}@pupils.example", full_name=f"{name} Lane")
    learner = LearnerFactory(account=account, given_names=name, family_name="Lane", date_of_birth=born)
    enrolled(here, learner=learner, year_group=year_group)
    return learner


def join(learner: Learner, channels=BY_PHONE, *, answers: Answers = ASKED, now=NOW, by=None) -> Wait:
    """Put on the list by themself."""
    by = by or learner.account
    return actions.join(learner=learner, channels=channels, answers=answers, booked_as=BookedAs.LEARNER, by=by, now=now)


def open_times(adviser: Adviser, *, number: int = 1, day: date = date(2026, 9, 21)) -> None:
    """So many times on a day, from 9am on, by video and phone."""
    Change.objects.create(
        adviser=adviser,
        is_away=False,
        first_day=day,
        last_day=day,
        starts_at=time(9),
        ends_at=time(9 + number),
        channels=[Channel.VIDEO, Channel.PHONE],
        created_by=adviser.user,
        created_at=NOW,
    )


def met(learner: Learner, here: Organisation, day: date = date(2026, 9, 2), **facts) -> None:
    """The record says that they met an adviser alone."""
    made = Activity.objects.create(
        institution=here,
        title="Meeting",
        day=day,
        hours=1,
        source="test",
        source_key=f"test:{learner.pk}:{Activity.objects.count()}",
        created_at=NOW,
        kind=ActivityKind.GUIDANCE,
        one_to_one=facts.pop("one_to_one", True),
    )
    Participation.objects.create(activity=made, learner=learner, **{"attendance": Attendance.ATTENDED} | facts)

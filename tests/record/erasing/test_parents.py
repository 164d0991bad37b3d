"""A parent who was stopped stays stopped when they erase a record of their own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdoor.ground.privacy import past
from frontdoor.record.erasing.actions import erase_mine
from frontdoor.record.erasing.retention import run
from frontdoor.record.models import Carer, Enrolment
from frontdoor.record.roll.actions import load
from frontdoor.record.roll.parse import read_roll
from tests.factories import UserFactory
from tests.record.factories import LearnerFactory, SafeguardingContactFactory
from tests.record.roll.files import HEADER, roll_file, row

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def test_the_same_roll_again_does_not_name_a_stopped_parent_who_erased_themself(here, amina) -> None:
    SafeguardingContactFactory(institution=here)
    header = [*HEADER, "Parent Email"]
    file = roll_file([*row(1), "pat@home.example"], header=header)
    load(roll=read_roll(file, today=NOW.date()), institution=here, now=NOW, by=amina)
    pat = UserFactory(email="pat@home.example", full_name="Pat Other")
    Carer.objects.update(account=pat, name="Pat Other", stopped_by=amina, stopped_at=NOW)

    erase_mine(learner=LearnerFactory(account=pat), by=pat, now=NOW)
    load(roll=read_roll(file, today=NOW.date()), institution=here, now=NOW, by=amina)

    link = Carer.objects.get()
    assert (link.email, link.name, link.stopped_at) == ("pat@home.example", "", NOW)
    assert not past(Carer).exclude(name="").exists()
    Enrolment.objects.update(ended_on=date(2026, 12, 1))
    run(now=NOW + timedelta(days=370))
    assert not Carer.objects.exists()
    assert not past(Carer).exists()

"""Kit, 12, in Year 8 of `here`, and Noor, 14; Rhea sees both records as their parent. It is Wednesday 9 September 2026."""

from datetime import date

import pytest
from django.test import Client

from frontdoor.people.models import User
from frontdoor.record.carers import actions
from frontdoor.record.models import Carer, Learner
from tests.factories import UserFactory
from tests.guidance.booking.people import *  # noqa: F403
from tests.guidance.booking.people import NOW
from tests.record.factories import LearnerFactory, enrolled


@pytest.fixture
def rhea(db: None) -> User:
    return UserFactory(email="rhea@home.example", full_name="Rhea Kent")


def child_of(parent: User, here, amina, *, name: str, born: date, year_group: int) -> Learner:
    learner = LearnerFactory(given_names=name, family_name="Kent", date_of_birth=born)
    enrolled(here, learner=learner, year_group=year_group)
    carer = actions.name_carer(
        learner=learner, institution=here, name="Rhea Kent", email=parent.email, by=amina, now=NOW
    )
    actions.invite(carer_id=carer.pk, now=NOW)
    Carer.objects.filter(pk=carer.pk).update(invited_at=NOW)
    actions.accept(carer_id=carer.pk, by=parent, now=NOW)
    return learner


@pytest.fixture
def kit(here, amina, rhea, supplied) -> Learner:
    supplied.year_groups = [8, 9, 10, 11]
    supplied.save()
    return child_of(rhea, here, amina, name="Kit", born=date(2014, 1, 5), year_group=8)


@pytest.fixture
def noor(here, amina, rhea, supplied) -> Learner:
    return child_of(rhea, here, amina, name="Noor", born=date(2012, 1, 5), year_group=10)


@pytest.fixture
def as_rhea(rhea, at_nine, signed_in) -> Client:
    return signed_in(rhea)


@pytest.fixture
def as_amina(amina, at_nine, signed_in) -> Client:
    return signed_in(amina)

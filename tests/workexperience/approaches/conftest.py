"""A checked employer with somebody to answer, and what a school asks of it."""

from datetime import UTC, datetime

import pytest
import time_machine

from frontdoor.organisations.models import Role
from tests.factories import member
from tests.workexperience.factories import checked_employer
from workexperience.approaches import actions
from workexperience.models import OfferKind

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
ASKED = {"kind": OfferKind.VISIT, "year_group": 8, "learners": 24, "words": "An hour on the floor would be plenty."}


@pytest.fixture
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def staffed(**organisation):
    """A checked employer with one person."""
    employer = checked_employer(**organisation)
    body = employer.organisation
    employer.person = member(f"answers{body.pk}@employers.example", f"Erin of {body.pk}", body, Role.EMPLOYER)
    return employer


@pytest.fixture
def employer(db):
    found = staffed(name="Larch and Loom", town="Merrow")
    found.approaches_a_term = 3
    found.save(update_fields=["approaches_a_term"])
    return found


@pytest.fixture
def erin(employer):
    return employer.person


def ask(employer, institution, by, now=NOW, **more):
    return actions.approach(employer_id=employer.pk, institution=institution, by=by, now=now, **(ASKED | more))

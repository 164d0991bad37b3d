"""Who is written to at an organisation: everybody there who may do the thing, once."""

from datetime import UTC, datetime

import pytest

from frontdoor.organisations.access import Can, people_with
from frontdoor.organisations.models import Role
from tests.factories import MembershipFactory, member

pytestmark = pytest.mark.django_db


def test_everybody_who_may_is_there_once_an_organisation(here, elsewhere):
    both = member("both@school.example", "Both Roles", here, Role.LEADER)
    MembershipFactory(user=both, organisation=here, role=Role.HEAD)
    MembershipFactory(user=both, organisation=elsewhere, role=Role.LEADER)
    member("reads@school.example", "Reads Only", here, Role.TEACHER)
    left = member("left@school.example", "Has Left", here, Role.LEADER)
    left.memberships.update(ended_at=datetime(2026, 11, 1, tzinfo=UTC))
    locked = member("locked@school.example", "Locked Out", here, Role.LEADER)
    locked.is_active = False
    locked.save(update_fields=["is_active"])

    found = people_with(Can.CHOOSE_SUPPLIERS, [here, elsewhere.pk])

    assert [(one.organisation, one.user) for one in found] == [(here, both), (elsewhere, both)]

"""One look is one row, written by one INSERT and nothing else."""

from datetime import UTC, datetime

import pytest

from frontdoor.organisations.models import Membership, Role
from frontdoor.record.looks.actions import looked
from frontdoor.record.models import Look, LookKind, LookReason
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def test_look_is_one_insert_with_the_role_of_its_viewer(here, bryn, django_assert_num_queries) -> None:
    with django_assert_num_queries(1) as asked:
        looked(by=bryn, institution=here, learners=[7, 3, 7], page="Pupils", kind=LookKind.LIST, now=NOW)

    assert asked[0]["sql"].startswith("INSERT")
    look = Look.objects.get()
    assert (look.viewer, look.organisation, look.role, look.reason) == (bryn, here, Role.TEACHER, LookReason.ENROLLED)
    assert (look.learners, look.page, look.kind, look.at) == ([3, 7], "Pupils", LookKind.LIST, NOW)


def test_nobody_shown_writes_nothing(here, bryn, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        looked(by=bryn, institution=here, learners=[], page="Pupils", now=NOW)

    assert not Look.objects.exists()


def test_role_is_the_strongest_that_holds_now(here, elsewhere, bryn) -> None:
    MembershipFactory(user=bryn, organisation=here, role=Role.LEADER)
    MembershipFactory(user=bryn, organisation=elsewhere, role=Role.HEAD)
    looked(by=bryn, institution=here, learners=[1], page="Pupil page", now=NOW)
    Membership.objects.filter(user=bryn, role=Role.LEADER).update(ended_at=NOW)
    looked(by=bryn, institution=here, learners=[1], page="Pupil page", now=NOW)

    assert [*Look.objects.order_by("pk").values_list("role", flat=True)] == [Role.LEADER, Role.TEACHER]


def test_parents_look_has_no_role_and_no_organisation(bryn) -> None:
    looked(by=bryn, learners=[1], page="Your child’s record", reason=LookReason.PARENT, now=NOW)

    look = Look.objects.get()
    assert (look.role, look.organisation, look.reason) == ("", None, LookReason.PARENT)


def test_whoever_advises_besides_looks_as_the_other(here, bryn) -> None:
    MembershipFactory(user=bryn, organisation=here, role=Role.ADVISER)
    looked(by=bryn, institution=here, learners=[1], page="Pupil page", now=NOW)
    Membership.objects.filter(user=bryn, role=Role.TEACHER).update(ended_at=NOW)
    looked(by=bryn, institution=here, learners=[1], page="Pupil page", now=NOW)

    assert [*Look.objects.order_by("pk").values_list("role", flat=True)] == [Role.TEACHER, Role.ADVISER]

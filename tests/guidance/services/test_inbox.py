"""What `/to-do/` asks of those who run a service; nothing is asked for anybody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdoor.organisations.models import Membership, Role
from frontdoor.people.queries import ask_once
from guidance.services.inbox import due
from tests.factories import member
from tests.guidance.factories import ServiceFactory, SupplyFactory, able_adviser, adviser_at
from tests.guidance.services.conftest import NOW


def said(user):
    return [(task.what, task.url) for task in due(user, NOW)]


def test_a_service_that_schools_may_choose_and_where_nobody_can_be_booked(service, lena):
    adviser_at(service.organisation)

    assert said(lena) == [
        ("Nobody can be booked at Invented Advisers", f"/guidance/services/{service.organisation_id}/")
    ]


def test_nothing_is_due_once_somebody_can_be_booked_until_they_leave(service, lena):
    adviser = able_adviser(service.organisation)
    assert not said(lena)

    Membership.objects.filter(user=adviser.user).update(ended_at=NOW)
    assert said(lena)


def test_a_school_s_own_staff_are_counted_on_once_the_school_chose_them(here, amina):
    service = ServiceFactory(organisation=here, takes_schools=False)
    assert not said(amina)

    supply = SupplyFactory(institution=here, service=service)
    assert said(amina)

    supply.last_day = date(2026, 11, 22)
    supply.save()
    assert not said(amina)


@pytest.mark.parametrize("role", [Role.ADVISER, Role.TEACHER])
def test_nothing_is_asked_for_people_who_run_no_service(here, django_assert_num_queries, role):
    user = member("x@herefield.example", "Xen", here, role)
    ask_once(user)

    with django_assert_num_queries(0):
        assert not said(user)


def test_it_is_one_question_however_many_services(service, lena):
    for number in range(5):
        other = ServiceFactory(organisation__name=f"Advisers {number}").organisation
        Membership.objects.create(user=lena, organisation=other, role=Role.ADVISER_LEAD, created_at=NOW)
    ask_once(lena)

    with CaptureQueriesContext(connection) as asked:
        assert len(said(lena)) == 6
    assert len(asked) == 1

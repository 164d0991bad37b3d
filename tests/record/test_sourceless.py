"""Whoever sees a learner although what let them see has gone is found in the night."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from frontdoor.record.actions import enrolled_key, open_reason
from frontdoor.record.joining.clashes import carer_key
from frontdoor.record.models import Carer, Enrolment, Reason, ReasonKind, ReasonScope
from frontdoor.record.shown import sources
from frontdoor.record.sourceless import sourceless
from frontdoor.record.tasks import check_reasons
from guidance.booking.reasons import begin, key_of
from guidance.models import Meeting
from tests.factories import UserFactory
from tests.guidance.factories import ServiceFactory, able_adviser
from tests.guidance.factories import meeting as make_meeting
from tests.record.factories import enrolled
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications.moves import reason_key
from workexperience.models import Application, ApplicationState

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def keys() -> list[str]:
    return [one.source_key for one in sourceless(sources(), now=NOW)]


@pytest.fixture
def enrolment(here) -> Enrolment:
    return enrolled(here)


@pytest.fixture
def carer(enrolment, here) -> Carer:
    """Who has taken up their link."""
    learner, account = enrolment.learner, UserFactory()
    made = Carer.objects.create(
        learner=learner, institution=here, name="Pat Oak", email=account.email, account=account, created_at=NOW
    )
    facts = {"kind": ReasonKind.PARENT, "scope": ReasonScope.RECORD, "starts_on": NOW.date(), "now": NOW}
    open_reason(learner=learner, source_key=carer_key(made), person=account, **facts)
    return made


@pytest.fixture
def met(enrolment) -> Meeting:
    begins = NOW + timedelta(days=3)
    made = make_meeting(
        able_adviser(ServiceFactory().organisation), begins, begins + timedelta(hours=1), learner=enrolment.learner
    )
    begin(made, now=NOW)
    return made


@pytest.fixture
def asked(enrolment, here) -> Application:
    """An application that the employer has before it."""
    made = applied(SessionFactory(places=1), institution=here, learner=enrolment.learner)
    Application.objects.filter(pk=made.pk).update(state=ApplicationState.EMPLOYER)
    facts = {"kind": ReasonKind.PLACED, "scope": ReasonScope.CARD, "starts_on": NOW.date(), "now": NOW}
    employer = made.offer.employer.organisation
    open_reason(learner=enrolment.learner, source_key=reason_key(made), organisation=employer, **facts)
    return made


def test_reasons_whose_sources_stand_are_not_listed(enrolment, carer, met, asked):
    assert Reason.objects.count() == 4
    assert keys() == []
    Carer.objects.filter(pk=carer.pk).update(learner_says=True, learner_said_at=NOW)
    assert keys() == []


@pytest.mark.parametrize(
    ("source", "behind_its_back"),
    [
        ("enrolment", {"ended_on": NOW.date()}),
        ("carer", {"stopped_at": NOW}),
        ("carer", {"learner_says": False, "learner_said_at": NOW}),
        ("met", {"cancelled_at": NOW}),
        ("met", {"moves": 1}),
        ("asked", {"state": ApplicationState.WITHDRAWN, "ended_at": NOW}),
    ],
)
def test_reason_whose_source_has_ended_is_listed(request, carer, met, asked, source, behind_its_back):
    row = request.getfixturevalue(source)
    known = {"enrolment": enrolled_key, "carer": carer_key, "met": key_of, "asked": reason_key}
    if source == "carer" and "stopped_at" in behind_its_back:
        behind_its_back = behind_its_back | {"stopped_by": row.account}
    key = known[source](row)
    type(row).objects.filter(pk=row.pk).update(**behind_its_back)
    assert keys() == [key]
    Reason.objects.filter(source_key=key).update(ended_at=NOW)
    assert keys() == []


def test_reason_whose_source_is_deleted_is_listed_until_its_last_day(met):
    key = key_of(met)
    Meeting.objects.filter(pk=met.pk).delete()
    assert keys() == [key]
    Reason.objects.filter(source_key=key).update(starts_on=NOW - timedelta(9), until=NOW - timedelta(days=1))
    assert keys() == []


def test_meeting_of_an_adviser_who_has_left_is_no_source(met):
    met.adviser.user.memberships.update(ended_at=NOW)
    assert keys() == [key_of(met)]


def test_source_that_is_another_learners_is_listed(enrolment, met, here):
    Reason.objects.filter(source_key=key_of(met)).update(learner=enrolled(here).learner)
    assert keys() == [key_of(met)]


def test_reason_with_a_key_that_no_room_knows_is_listed(enrolment, here):
    Reason.objects.update(source_key="somewhere.else:1")
    assert keys() == ["somewhere.else:1"]


def test_the_night_says_it_in_the_log_by_number_and_the_command_in_a_list(enrolment, caplog):
    call_command("list_sourceless_reasons", stdout=(said := StringIO()))
    assert said.getvalue() == "0 in all\n"
    check_reasons()
    assert not caplog.records

    Enrolment.objects.update(ended_on=NOW.date())
    reason = Reason.objects.get()
    check_reasons()
    assert [one.levelname for one in caplog.records] == ["ERROR"]
    assert caplog.records[0].fields == {"number": 1, "reasons": [reason.pk]}
    call_command("list_sourceless_reasons", stdout=(said := StringIO()))
    first, last = said.getvalue().splitlines()
    assert first == f"reason {reason.pk}: On the roll, {reason.source_key}, since {reason.starts_on}"
    assert last == "1 in all"


def test_questions_are_as_many_however_many_reasons(enrolment, met, asked, here, django_assert_num_queries):
    for _ in range(3):
        enrolled(here)
    with django_assert_num_queries(5):
        keys()

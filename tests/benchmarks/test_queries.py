"""What a list of institutions says of this year's return."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from benchmarks.models import NotExpected
from benchmarks.queries import latest_submitted, open_return, with_return_state
from frontdoor.organisations.models import Organisation
from tests.benchmarks.factories import SIGNED, YEAR, ElsewhereReportFactory, ReturnFactory

pytestmark = pytest.mark.django_db


def state_of(institution: Organisation, year: str = YEAR, **more) -> str:
    return with_return_state(Organisation.objects.filter(pk=institution.pk), year, **more).get().return_state


def test_return_state_with_nothing_is_not_started(here):
    assert state_of(here) == "not-started"


def test_return_state_of_a_draft(here):
    ReturnFactory(organisation=here)
    assert state_of(here) == "draft"


def test_return_state_with_the_head(here):
    ReturnFactory(organisation=here, with_head=True)
    assert state_of(here) == "with-head"


def test_return_state_stays_submitted_while_a_correction_is_a_draft(here):
    ReturnFactory(organisation=here, submitted=True)
    ReturnFactory(organisation=here, number=2)
    assert state_of(here) == "submitted"


def test_return_state_elsewhere_counts_beside_a_draft(here):
    ReturnFactory(organisation=here)
    ElsewhereReportFactory(organisation=here)
    assert state_of(here) == "elsewhere"


def test_return_state_after_withdrawing_elsewhere(here, amina):
    ElsewhereReportFactory(organisation=here, withdrawn_by=amina, withdrawn_at=timezone.now())
    assert state_of(here) == "not-started"


def test_return_state_of_another_year_or_school_is_not_taken(here, elsewhere):
    ReturnFactory(organisation=here, year="2025-26", submitted=True)
    ReturnFactory(organisation=elsewhere, submitted=True)
    assert state_of(here) == "not-started"


@pytest.mark.parametrize(("on", "state"), [(date(2026, 12, 1), "not-expected"), (date(2027, 2, 1), "not-started")])
def test_return_state_not_expected_until_its_end_date(here, dee, on, state):
    begun = datetime(2026, 9, 1, tzinfo=UTC)
    NotExpected.objects.create(
        organisation=here,
        reason="Rebuilding",
        from_date=begun.date(),
        until=date(2027, 1, 31),
        created_by=dee,
        created_at=begun,
    )
    assert state_of(here, on=on) == state


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_return_state_is_one_query(rows, django_assert_num_queries):
    ReturnFactory.create_batch(rows, submitted=True)
    with django_assert_num_queries(1):
        assert {
            one.return_state for one in with_return_state(Organisation.objects.filter(kind="institution"), YEAR)
        } == {"submitted"}


def test_latest_submitted_is_the_highest_number_and_a_draft_does_not_count(here):
    ReturnFactory(organisation=here, submitted=True)
    second = ReturnFactory(organisation=here, number=2, submitted=True, submitted_at=SIGNED)
    draft = ReturnFactory(organisation=here, number=3)
    assert latest_submitted(here, YEAR) == second
    assert open_return(here, YEAR) == draft


def test_return_state_not_expected_holds_although_a_draft_is_there(here, dee):
    ReturnFactory(organisation=here)
    NotExpected.objects.create(
        organisation=here,
        reason="Rebuilding",
        from_date=date(2026, 9, 1),
        until=date(2027, 8, 31),
        created_by=dee,
        created_at=timezone.now(),
    )
    assert state_of(here, on=date(2026, 12, 1)) == "not-expected"

"""A school with pupils in Year 11 or 13 and nobody for them is asked to choose; nobody else is asked anything."""

import pytest

from guidance.supplies import actions
from guidance.supplies.inbox import due
from tests.guidance.supplies.conftest import NOW, TERMS
from tests.record.factories import enrolled


@pytest.fixture
def pupils(here):
    for year in (9, 11, 13):
        enrolled(here, year_group=year)


def test_who_chooses_is_told_for_which_years_nobody_is_chosen(pupils, amina, hana):
    for who in (amina, hana):
        (one,) = due(who, NOW)
        assert (one.what, one.by, one.url) == ("Choose who gives guidance", None, "/guidance/suppliers/900001/")
        assert one.why == "Nobody is chosen yet for Years 11 and 13."


def test_a_year_that_is_covered_is_not_asked_for(pupils, amina, here, service):
    actions.choose(institution=here, service=service, terms=TERMS, by=amina, now=NOW)
    assert [one.why for one in due(amina, NOW)] == ["Nobody is chosen yet for Year 13."]


def test_a_school_without_such_pupils_is_not_asked(here, amina):
    enrolled(here, year_group=9)
    assert not [*due(amina, NOW)]


def test_nothing_is_asked_of_those_who_do_not_choose(pupils, bryn, cora, leo, django_assert_num_queries):
    for who in (bryn, leo):
        with django_assert_num_queries(1):  # their memberships
            assert not [*due(who, NOW)]
    assert not [*due(cora, NOW)]


def test_two_queries_at_most_for_those_who_choose(pupils, amina, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert [*due(amina, NOW)]

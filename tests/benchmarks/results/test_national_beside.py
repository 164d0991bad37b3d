"""National figures beside a return: which year's, and whether they are the same measure."""

import pytest

from benchmarks.results.national import national_beside
from tests.benchmarks.factories import ReturnFactory

pytestmark = pytest.mark.django_db


def test_return_on_the_new_benchmarks_stands_beside_the_newest_figures_across_a_break():
    beside = national_beside(ReturnFactory(year="2026-27"))
    assert (beside.average.results.year, beside.average.broken) == ("2024-25", True)
    assert (beside.shares.results.year, beside.shares.broken) == ("2018-19", True)


def test_return_on_the_older_benchmarks_stands_beside_its_own_year_without_a_break():
    beside = national_beside(ReturnFactory(year="2023-24"))
    assert (beside.average.results.year, beside.average.broken) == ("2023-24", False)
    assert not beside.shares.broken


def test_figures_of_a_later_year_are_never_shown():
    assert national_beside(ReturnFactory(year="2015-16")).shares is None

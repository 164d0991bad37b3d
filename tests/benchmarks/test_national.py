"""The published national figures."""

from decimal import Decimal

import pytest

from benchmarks.national import figures, latest_average, latest_shares, national_results


@pytest.mark.parametrize("year", ["2017-18", "2018-19"])
def test_shares_of_the_benchmarks_add_up_to_the_average(year):
    # sum of the shares / 100 is the average number achieved; the papers round it to one or two places
    found = national_results(year)
    added = sum(one.value for one in found.achieving.values()) / 100
    assert abs(added - found.average.value) <= Decimal("0.05")


def test_every_figure_has_year_unit_and_source():
    assert len(figures()) == 75
    assert all(one.year and one.unit and one.source for one in figures())


def test_institutions_are_in_words():
    assert national_results("2024-25").average.institutions == "4,863"
    assert national_results("2017-18").average.institutions == "over 3000"
    assert national_results("2023-24").average.institutions == ""


def test_year_without_figures_is_none():
    assert national_results("2019-20") is None


def test_latest_average_is_never_of_a_later_year():
    assert latest_average("2026-27").year == "2024-25"
    assert latest_average("2023-24").average.value == Decimal("5.83")
    assert latest_average("2010-11") is None


def test_latest_shares_have_every_benchmark():
    found = latest_shares("2026-27")
    assert found.year == "2018-19"
    assert sorted(found.achieving) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert latest_shares("2016-17") is None  # that year only two were published

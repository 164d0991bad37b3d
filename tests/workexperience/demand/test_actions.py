"""Each search that found nothing is one more in its month, council and kind of work; nobody is in it."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from tests.benchmarks.test_races import at_once
from tests.workexperience.demand.conftest import FAR, MERROW
from workexperience.demand import actions
from workexperience.demand.actions import count_unmet
from workexperience.models import Unmet

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
TOGETHER = 12


def test_searches_are_counted_by_month_council_and_kind_of_work(merrow, farshire, engineering):
    december = datetime(2026, 12, 1, tzinfo=UTC)
    for point, sector, now in [
        (MERROW, engineering, NOW), (MERROW, engineering, NOW), (FAR, engineering, NOW), (MERROW, None, NOW),
        (None, engineering, NOW), (None, None, NOW), (None, None, NOW), (MERROW, engineering, december),
    ]:  # fmt: skip
        count_unmet(point=point, sector=sector, now=now)

    nov, work = NOW.date().replace(day=1), engineering.pk
    assert sorted(Unmet.objects.values_list("month", "council", "sector", "searches"), key=str) == sorted(
        [
            (nov, merrow.pk, work, 2), (nov, farshire.pk, work, 1), (nov, merrow.pk, None, 1),
            (nov, None, work, 1), (nov, None, None, 2), (december.date(), merrow.pk, work, 1),
        ],
        key=str,
    )  # fmt: skip


def test_the_month_is_the_one_in_london(db):
    count_unmet(point=None, sector=None, now=datetime(2027, 5, 31, 23, 30, tzinfo=UTC))
    assert Unmet.objects.get().month.isoformat() == "2027-06-01"


def test_what_is_kept_says_nothing_about_who_searched():
    assert {field.name for field in Unmet._meta.get_fields()} == {"id", "month", "council", "sector", "searches"}


def test_counting_costs_two_questions(merrow, engineering, django_assert_num_queries):
    with django_assert_num_queries(2):
        count_unmet(point=MERROW, sector=engineering, now=NOW)


def test_counts_go_after_two_years(db):
    for month in (date(2024, 11, 1), date(2024, 12, 1), date(2026, 11, 1)):
        Unmet.objects.create(month=month, searches=1)
    assert actions.forget_old(today=date(2026, 11, 21)) == 1
    assert Unmet.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_searches_at_the_same_moment_are_all_counted():
    assert at_once(*[lambda: count_unmet(point=None, sector=None, now=NOW)] * TOGETHER) == [None] * TOGETHER
    assert Unmet.objects.get().searches == TOGETHER


@pytest.mark.django_db(transaction=True)
@pytest.mark.real_servers
def test_twin_that_reads_and_then_writes_loses_some(monkeypatch):
    count_unmet(point=None, sector=None, now=NOW)
    all_read = threading.Barrier(TOGETHER)

    def read_then_write(**_):
        row = Unmet.objects.get()
        all_read.wait(10)
        row.searches += 1
        row.save(update_fields=["searches"])

    monkeypatch.setattr(actions, "count_unmet", read_then_write)
    at_once(*[lambda: actions.count_unmet(point=None, sector=None, now=NOW)] * TOGETHER)
    assert Unmet.objects.get().searches < TOGETHER
    assert not connection.in_atomic_block

"""Counts without identity: one number a day for each thing and step."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from frontdoor.ground import tasks
from frontdoor.ground.models import Tally
from frontdoor.ground.tallies import counted, totals

DAY = date(2026, 11, 21)


@pytest.mark.django_db
def test_counting_twice_is_one_line_with_two():
    counted("quiz", "started", on=DAY)
    counted("quiz", "started", on=DAY)
    counted("quiz", "result", on=DAY)

    assert set(Tally.objects.values_list("day", "what", "step", "number")) == {
        (DAY, "quiz", "started", 2),
        (DAY, "quiz", "result", 1),
    }


@pytest.mark.django_db
def test_day_is_the_one_in_london(time_machine):
    time_machine.move_to(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False)

    counted("quiz", "started")

    assert Tally.objects.get().day == date(2026, 7, 1)


@pytest.mark.django_db
def test_totals_take_both_ends_and_nothing_outside():
    for back in range(4):
        counted("search", "asked", on=DAY - timedelta(days=back))

    assert totals(DAY - timedelta(days=2), DAY - timedelta(days=1)) == {("search", "asked"): 2}


@pytest.mark.django_db
def test_counts_are_forgotten_after_two_years(time_machine):
    time_machine.move_to(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False)
    counted("quiz", "started", on=DAY - timedelta(days=732))
    counted("quiz", "started", on=DAY - timedelta(days=731))

    tasks.forget_tallies()

    assert [row.day for row in Tally.objects.all()] == [DAY - timedelta(days=731)]


@pytest.mark.django_db(transaction=True)
def test_counting_at_once_loses_none():
    def count(_: int) -> None:
        counted("search", "asked", on=DAY)
        connection.close()

    with ThreadPoolExecutor(4) as many:
        list(many.map(count, range(40)))

    assert Tally.objects.get().number == 40

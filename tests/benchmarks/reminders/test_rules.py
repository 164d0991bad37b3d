"""When a stage is due: real terms, and properties that hold for every day of every year."""

from datetime import date, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reminders.loading import STAGES
from benchmarks.reminders.rules import Stage, due_stage, week_of, window
from frontdoor.ground.years import academic_year
from frontdoor.organisations.calendar.working_days import Calendar, Span, Term, is_school_day
from tests.organisations.calendar.test_working_days import STAFFORDSHIRE, STOKE, UNKNOWN

SHIPPED = {
    row["key"]: Stage(row["key"], row["month"], row["week"], (row["until"]["month"], row["until"]["day"]))
    for row in yaml.safe_load(STAGES.read_text())
    if "month" in row
}
CALENDARS = st.sampled_from([STAFFORDSHIRE, STOKE, UNKNOWN])


def due(day: str, calendar: Calendar = STAFFORDSHIRE) -> str | None:
    stage = due_stage(SHIPPED.values(), date.fromisoformat(day), calendar)
    return stage and stage.key


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-09-04", None),  # the Friday before the second week
        ("2026-09-07", "september"),
        ("2026-09-12", None),  # a Saturday
        ("2026-10-23", "september"),  # a missed week catches up
        ("2026-10-28", None),  # half term
        ("2026-11-02", None),  # too late for September's
        ("2026-12-04", None),
        ("2026-12-07", "december"),
        ("2026-12-18", "december"),
        ("2026-12-21", None),  # holidays from here to the picture of 31 December
        ("2027-01-05", None),
        ("2027-03-05", None),
        ("2027-03-08", "march"),
        ("2027-03-25", "march"),
        ("2027-03-26", None),  # Good Friday, then holidays to the end of March
        ("2027-04-12", None),
        ("2027-06-18", None),
        ("2027-06-21", "june"),
        ("2027-07-21", "june"),
        ("2027-07-22", None),
    ],
)
def test_staffordshire_year(day: str, stage: str | None) -> None:
    assert due(day) == stage


def test_second_week_in_a_holiday_goes_on_the_next_school_day() -> None:
    late = Calendar(terms=(Term(Span(date(2026, 9, 16), date(2026, 12, 18))),))

    assert window(SHIPPED["september"], "2026-27", late) == Span(date(2026, 9, 16), date(2026, 10, 31))
    assert due("2026-09-15", late) is None
    assert due("2026-09-16", late) == "september"


def test_stage_without_a_school_day_left_is_not_due() -> None:
    closed = Calendar(
        terms=(Term(Span(date(2026, 9, 2), date(2026, 11, 30))), Term(Span(date(2027, 1, 11), date(2027, 4, 1))))
    )

    assert window(SHIPPED["december"], "2026-27", closed) is None


@given(st.dates(date(2020, 9, 1), date(2030, 8, 31)), CALENDARS)
def test_nothing_is_due_on_a_day_that_is_no_school_day(day: date, calendar: Calendar) -> None:
    if not is_school_day(day, calendar):
        assert due_stage(SHIPPED.values(), day, calendar) is None


@given(st.dates(date(2020, 9, 1), date(2030, 8, 31)), CALENDARS)
def test_a_due_stage_is_never_before_its_week_nor_after_its_last_day(day: date, calendar: Calendar) -> None:
    stage = due_stage(SHIPPED.values(), day, calendar)
    if stage:
        assert week_of(stage, academic_year(day)).first <= day
        assert (day.month, day.day) <= stage.until


@given(st.integers(2015, 2035), CALENDARS, st.sampled_from(sorted(SHIPPED)))
def test_every_stage_is_due_on_its_first_day_and_not_the_day_before(first: int, calendar: Calendar, key: str) -> None:
    days = window(SHIPPED[key], f"{first}-{(first + 1) % 100:02d}", calendar)

    assert days is not None
    assert due_stage(SHIPPED.values(), days.first, calendar) == SHIPPED[key]
    assert due_stage(SHIPPED.values(), days.first - timedelta(1), calendar) != SHIPPED[key]

"""Free times: what is promised of any plan, compared with a count minute by minute; and the nights of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.ground.calendars import LONDON
from guidance.advisers.rules import Seen
from guidance.times.free import HORIZON, Away, Settings, Taken, days, free, holds
from tests.guidance.times.plans import (
    ABLE,
    TERMS,
    able,
    at,
    clear,
    clock_times,
    extra,
    inside,
    is_away,
    plan,
    plans,
    recount,
    weekly,
)

MONDAY = date(2026, 6, 15)
BEFORE = datetime(2026, 6, 10, 9, tzinfo=UTC)
NO_NOTICE = Settings(notice=0)


def on(the_plan, first: date, last: date | None = None, now: datetime | None = None) -> list[str]:
    return clock_times(free(the_plan, first, last or first, now or at(first, 0) - timedelta(days=2)))


def why(the_plan, day: date, now: datetime = BEFORE) -> str:
    return days(the_plan, day, day, now)[0].why


# --- Of any plan -----------------------------------------------------------------------------------------------------


@given(plans())
@settings(max_examples=60, deadline=None)
def test_the_times_are_those_of_a_count_minute_by_minute(drawn) -> None:
    of, first, now = drawn
    last = first + timedelta(days=2)
    assert [one.start for one in free(of, first, last, now)] == recount(of, first, last, now)


@given(plans())
@settings(max_examples=150, deadline=None)
def test_every_time_is_inside_some_hours_and_free_of_everything_else(drawn) -> None:
    of, first, now = drawn
    found = free(of, first, first + timedelta(days=2), now)
    for one in found:
        minutes = [one.start + timedelta(minutes=number) for number in range(of.settings.minutes)]
        assert one.end - one.start == of.minutes
        assert any(all(inside(of, hours, minute) for minute in minutes) for hours in [*of.weekly, *of.extra])
        assert not any(is_away(of, minute) for minute in minutes)
        assert clear(of, one.start)
        assert able(of, minutes[0].astimezone(LONDON).date())
        assert one.start >= now + timedelta(hours=of.settings.notice)
        assert holds(of, one.start, one.end)
    assert len({one.start for one in found}) == len(found)


@given(plans(), st.integers(-60, 3 * 1440))
@settings(max_examples=150, deadline=None)
def test_another_meeting_makes_no_time_possible_that_was_not(drawn, minute) -> None:
    """What can be booked beside a further meeting could be booked without it: it lies in hours and nothing was in its way."""
    of, first, now = drawn
    last, start = first + timedelta(days=2), at(first, 0) + timedelta(minutes=minute)
    fuller = replace(of, taken=(*of.taken, Taken(start, start + timedelta(minutes=45))))
    closed = {one.day for one in days(of, first, last, now) if one.why.startswith(("Full", "Away", "Nobody"))}
    for one in free(fuller, first, last, now):
        assert clear(of, one.start)
        assert one.start.astimezone(LONDON).date() not in closed


@given(plans(), st.data())
@settings(max_examples=150, deadline=None)
def test_booking_a_time_leaves_the_other_times_of_its_hours(drawn, data) -> None:
    of, first, now = drawn
    of = replace(
        of, weekly=of.weekly[:1], extra=(), away=(), settings=replace(of.settings, most_a_day=12, most_a_week=60)
    )
    found = free(of, first, first + timedelta(days=2), now)
    if found:
        booked = data.draw(st.sampled_from(found))
        fuller = replace(of, taken=(*of.taken, Taken(booked.start, booked.end)))
        assert free(fuller, first, first + timedelta(days=2), now) == [one for one in found if one != booked]


@given(plans())
@settings(max_examples=100, deadline=None)
def test_a_day_without_times_says_why_and_a_day_with_times_does_not(drawn) -> None:
    of, first, now = drawn
    for one in days(of, first, first + timedelta(days=2), now):
        assert bool(one.times) != bool(one.why)


# --- An ordinary day ----------------------------------------------------------------------------------------------------


def test_times_follow_each_other_by_a_meeting_and_a_break() -> None:
    assert on(plan(weekly()), MONDAY) == ["Mon 09:00", "Mon 10:00", "Mon 11:00"]


def test_no_minute_is_lost_after_something_else_that_is_booked() -> None:
    taken = Taken(at(MONDAY, 9, 12), at(MONDAY, 9, 46))
    assert on(plan(weekly(), taken=(taken,)), MONDAY) == ["Mon 10:05", "Mon 11:05"]


def test_a_break_of_seven_minutes_keeps_its_times_when_one_is_booked() -> None:
    odd = plan(weekly(), settings=Settings(buffer=7))
    assert on(odd, MONDAY) == ["Mon 09:00", "Mon 09:52", "Mon 10:44"]
    taken = Taken(at(MONDAY, 9), at(MONDAY, 9, 45))
    assert on(replace(odd, taken=(taken,)), MONDAY) == ["Mon 09:52", "Mon 10:44"]


def test_away_in_the_middle_cuts_the_hours_in_two() -> None:
    away = Away(MONDAY, MONDAY, time(10), time(10, 20))
    assert on(plan(weekly(), away=(away,)), MONDAY) == ["Mon 09:00", "Mon 10:20"]


def test_hours_over_each_other_give_no_start_twice() -> None:
    assert on(plan(weekly(), weekly(ends=time(10)), extra(MONDAY, time(10), time(12))), MONDAY) == [
        "Mon 09:00",
        "Mon 10:00",
        "Mon 11:00",
    ]


def test_the_week_that_is_full_runs_from_monday_to_sunday() -> None:
    few = plan(*(weekly(day) for day in range(7)), settings=Settings(most_a_week=2, notice=0))
    booked = (Taken(at(MONDAY, 9), at(MONDAY, 9, 45)), Taken(at(date(2026, 6, 21), 9), at(date(2026, 6, 21), 9, 45)))
    found = on(replace(few, taken=booked), date(2026, 6, 14), date(2026, 6, 22), BEFORE)
    assert {one[:3] for one in found} == {"Sun", "Mon"}
    assert len(found) == 6  # Sunday the 14th and Monday the 22nd; nothing between


def test_a_meeting_for_another_service_keeps_the_time_and_does_not_count() -> None:
    one_a_day = plan(weekly(), settings=Settings(most_a_day=1))
    taken = Taken(at(MONDAY, 9), at(MONDAY, 9, 45), counts=False)
    assert on(replace(one_a_day, taken=(taken,)), MONDAY) == ["Mon 10:00", "Mon 11:00"]


def test_notice_and_horizon_are_kept_to_the_minute_and_the_day() -> None:
    now = at(date(2026, 6, 14), 10)
    assert on(plan(weekly()), MONDAY, now=now) == ["Mon 10:00", "Mon 11:00"]
    assert on(plan(weekly()), MONDAY, now=now + timedelta(minutes=1)) == ["Mon 11:00"]
    assert on(plan(weekly()), MONDAY, now=at(MONDAY, 9) - HORIZON)
    assert why(plan(weekly()), MONDAY, at(MONDAY, 9) - HORIZON - timedelta(days=1)) == "Too far ahead to book"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"bank_holidays": frozenset({MONDAY})}, "Bank holiday"),
        ({"away": (Away(MONDAY, MONDAY),)}, "Away"),
        ({"away": (Away(MONDAY, MONDAY, time(8), time(13)),)}, "Away"),
        ({"weekly": ()}, "No hours"),
        ({"weekly": (weekly(last_day=date(2026, 6, 14)),)}, "No hours"),
        ({"weekly": (weekly(ends=time(9, 30)),)}, "The hours are shorter than a meeting"),
        ({"weekly": (weekly(ends=time(10)),), "taken": (Taken(at(MONDAY, 9), at(MONDAY, 9, 45)),)}, "All times are taken"),
        ({"taken": (Taken(at(MONDAY, 9), at(MONDAY, 9, 45)),), "settings": Settings(most_a_day=1)}, "Full: 1 meeting"),
        (
            {"taken": (Taken(at(date(2026, 6, 16), 9), at(date(2026, 6, 16), 9, 45)),), "settings": Settings(most_a_week=1)},
            "Full: 1 meeting this week",
        ),
        ({"settings": Settings(notice=336)}, "Too soon to book"),
        ({"seen": ABLE[:1]}, "Nobody can be booked: no DBS check is seen."),
        ({"seen": (ABLE[0], Seen("dbs", date(2025, 1, 1), date(2026, 6, 14)))}, "Nobody can be booked: no DBS check is seen."),
    ],
)  # fmt: skip
def test_a_day_says_why_it_has_no_time(more, said) -> None:
    assert why(replace(plan(weekly()), **more), MONDAY) == said


def test_hours_of_school_terms_are_held_on_school_days_only() -> None:
    of = plan(weekly(calendar=TERMS), bank_holidays=TERMS.bank_holidays)
    assert on(of, date(2026, 5, 11))
    assert why(of, date(2026, 5, 25), at(date(2026, 5, 20), 9)) == "School holiday"
    assert why(of, date(2026, 7, 20)) == "School holiday"


def test_extra_hours_are_held_on_a_bank_holiday() -> None:
    of = plan(weekly(), extra(MONDAY, time(14), time(15)), bank_holidays=frozenset({MONDAY}))
    assert on(of, MONDAY) == ["Mon 14:00"]


# --- The nights on which the clocks change ------------------------------------------------------------------------------


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2027, 3, 28)])
def test_in_march_the_hour_that_does_not_exist_has_no_times(night) -> None:
    short = Settings(minutes=30, buffer=0, notice=0)
    of = plan(extra(night, time(0, 30), time(3)), settings=short)
    assert on(of, night) == ["Sun 00:30", "Sun 02:00", "Sun 02:30"]
    assert free(of, night, night, at(night, 0))[1].start == datetime.combine(night, time(1), UTC)
    assert on(plan(extra(night, time(1), time(2)), settings=short), night) == []
    assert on(plan(extra(night, time(1, 30), time(2, 30)), settings=short), night) == ["Sun 02:00"]


def test_in_march_a_meeting_over_the_change_is_as_long_as_any_other() -> None:
    night = date(2026, 3, 29)
    of = plan(extra(night, time(0, 30), time(2, 30)), settings=Settings(minutes=60, buffer=0, notice=0))
    (only,) = free(of, night, night, at(night, 0))
    assert only.end - only.start == timedelta(hours=1)
    assert only.end == at(night, 2, 30)


def test_in_october_the_hour_that_comes_twice_is_had_once() -> None:
    night = date(2026, 10, 25)
    of = plan(extra(night, time(0, 30), time(3)), settings=Settings(minutes=30, buffer=0, notice=0))
    assert on(of, night) == ["Sun 00:30", "Sun 01:00", "Sun 01:30", "Sun 02:00", "Sun 02:30"]
    starts = [one.start for one in free(of, night, night, at(night, 0) - timedelta(days=1))]
    assert starts[1:4] == [at(night, 1), at(night, 1, 30), datetime.combine(night, time(2), UTC)]


def test_nine_in_the_morning_stays_nine_in_the_morning() -> None:
    of = plan(weekly(4), weekly(0), settings=NO_NOTICE)
    found = free(of, date(2026, 10, 23), date(2026, 10, 26), at(date(2026, 10, 20), 9))
    assert clock_times(found)[::3] == ["Fri 09:00", "Mon 09:00"]
    assert [one.start.hour for one in found][::3] == [8, 9]  # UTC


def test_a_meeting_at_night_counts_to_the_day_on_which_it_begins() -> None:
    late = Taken(at(MONDAY, 23, 30), at(date(2026, 6, 16), 0, 15))
    one_a_day = plan(weekly(0), weekly(1), taken=(late,), settings=Settings(most_a_day=1))
    assert on(one_a_day, MONDAY, date(2026, 6, 16)) == ["Tue 09:00", "Tue 10:00", "Tue 11:00"]

"""The order of a plan, by property: nothing of it needs a database."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from frontdoor.record.plan.rules import FURTHEST, in_order, next_day, place_of_goal, tidy, why_not_day, why_not_words

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2035, 1, 1))


@dataclass(frozen=True)
class Made:
    pk: int
    due_on: date | None
    done_on: date | None


STEPS = st.lists(st.builds(Made, st.integers(1, 10_000), DAYS, DAYS), unique_by=lambda one: one.pk, max_size=12)


@given(STEPS)
def test_every_step_stands_once_and_the_order_is_the_same_from_any_order(steps) -> None:
    found = in_order(steps)

    assert sorted(one.pk for one in found) == sorted(one.pk for one in steps)
    assert in_order(reversed(steps)) == found


@given(STEPS)
def test_due_first_then_without_a_day_then_done(steps) -> None:
    found = in_order(steps)
    groups = [2 if one.done_on else 0 if one.due_on else 1 for one in found]
    dated = [one.due_on for one in found if one.due_on and not one.done_on]
    done = [one.done_on for one in found if one.done_on]

    assert groups == sorted(groups)
    assert dated == sorted(dated)
    assert done == sorted(done, reverse=True)
    assert next_day(steps) == (dated[0] if dated else date.max)


@given(st.lists(st.tuples(DAYS, STEPS), max_size=8))
def test_goals_that_are_reached_stand_last(goals) -> None:
    found = sorted(enumerate(goals), key=lambda one: place_of_goal(one[1][0], one[1][1], one[0]))
    is_reached = [reached is not None for _, (reached, _) in found]
    first = [next_day(steps) for _, (reached, steps) in found if reached is None]

    assert is_reached == sorted(is_reached)
    assert first == sorted(first)


@given(DAYS, st.dates(date(2025, 1, 1), date(2030, 1, 1)), DAYS)
def test_a_day_is_today_or_later_and_not_far_off_or_as_it_was(due_on, today, was) -> None:
    allowed = due_on is None or due_on == was or today <= due_on <= today + FURTHEST

    assert (why_not_day(due_on, today=today, was=was) == "") == allowed


def test_a_day_ten_years_on_is_the_last() -> None:
    today = date(2026, 11, 22)
    assert why_not_day(today + FURTHEST, today=today) == ""
    assert why_not_day(today + FURTHEST + timedelta(days=1), today=today) == "The day must be in the next 10 years."


@given(st.text(max_size=260))
def test_words_are_taken_when_something_is_left_of_them(text) -> None:
    assert (why_not_words(text) == "") == (0 < len(tidy(text)) <= 200)
    assert tidy(tidy(text)) == tidy(text)

"""Hours become days, by property: nothing of it needs a database."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.counting.days import NEEDS, Days, DaysRule, Time, days_of
from benchmarks.counting.rules import NEEDED
from benchmarks.frameworks.files import shipped

RULE = shipped("gatsby-2025").days
START, LAST = date(2026, 11, 2), date(2026, 12, 31)
LATER = LAST + timedelta(days=60)
DATES = st.lists(st.integers(0, 9).map(lambda n: START + timedelta(days=n)), min_size=1, max_size=6, unique=True)
TIMES = st.builds(
    Time,
    dates=DATES.map(tuple),
    hours=st.decimals(Decimal(0), Decimal(60), places=2),
    is_online=st.booleans(),
    why_not=st.sampled_from(["", "", "", "Nothing came of it."]),
)
RULES = st.builds(
    DaysRule,
    hours_a_day=st.integers(1, 8),
    most_a_date=st.integers(1, 2),
    online_needs=st.just(("task",)),
    online_may_replace=st.booleans(),
    source=st.just("a test"),
)


def on(number: int, hours: str, *, online: bool = False, why_not: str = "") -> Time:
    return Time((START + timedelta(days=number),), Decimal(hours), online, why_not)


def test_five_days_in_person_and_two_short_ones_online() -> None:
    in_person, online = [on(n, "6") for n in range(5)], [on(n, "2.5", online=True) for n in (7, 8)]
    assert days_of([*in_person, *online], RULE, until=LAST).words == "5.0 in person + 1.0 online"
    without = [on(n, "2.5", online=True, why_not="No feedback.") for n in (7, 8)]
    found = days_of([*in_person, *without], RULE, until=LAST)
    assert (found.words, found.why) == ("5.0 in person + 0.0 online", "No feedback.")
    assert days_of(in_person, RULE, until=LAST).words == "5.0 in person"


@given(st.lists(TIMES, max_size=8), RULES)
def test_never_more_than_the_most_of_a_date(times, rule) -> None:
    found = days_of(times, rule, until=LATER)
    dates = {day for one in times if not one.why_not for day in one.dates}
    assert 0 <= found.in_person + found.online <= len(dates) * rule.most_a_date


@given(st.lists(TIMES, max_size=8), RULES, st.randoms())
def test_the_order_does_not_matter(times, rule, chance) -> None:
    before = days_of(times, rule, until=LATER)
    chance.shuffle(times)
    assert days_of(times, rule, until=LATER) == before


@given(st.lists(TIMES, max_size=8), TIMES, RULES)
def test_more_hours_never_lower_the_days(times, more, rule) -> None:
    before, after = days_of(times, rule, until=LATER), days_of([*times, more], rule, until=LATER)
    assert after.in_person >= before.in_person
    assert after.in_person + after.online >= before.in_person + before.online
    assert after.towards(rule) >= before.towards(rule)


@given(st.lists(TIMES, max_size=8), RULES)
def test_online_changes_nothing_in_person(times, rule) -> None:
    alone = days_of([one for one in times if not one.is_online], rule, until=LATER)
    assert days_of(times, rule, until=LATER).in_person == alone.in_person
    assert alone.online == 0


@given(st.lists(TIMES, max_size=8), RULES)
def test_what_does_not_count_adds_nothing_and_is_told(times, rule) -> None:
    counting = [one for one in times if not one.why_not]
    found, alone = days_of(times, rule, until=LATER), days_of(counting, rule, until=LATER)
    assert (found.in_person, found.online) == (alone.in_person, alone.online)
    assert bool(found.why) == (len(counting) < len(times))


def test_three_times_a_third_is_one_and_nothing_is_rounded_up() -> None:
    thirds = Time((START, START + timedelta(days=1), START + timedelta(days=2)), Decimal(5))
    assert days_of([thirds], RULE, until=LAST) == Days(Fraction(1))
    assert days_of([thirds], RULE, until=START).in_person == Fraction(1, 3)  # the others are still to come
    assert Days(Fraction(499, 100)).words == "4.9 in person"


@pytest.mark.parametrize(("may_replace", "towards"), [(True, 6), (False, 5)])
def test_online_days_reach_what_is_asked_for_only_where_the_rule_says(may_replace, towards) -> None:
    rule = DaysRule(5, 1, ("task", "live-contact", "feedback"), may_replace, "a test")
    assert Days(Fraction(5), Fraction(1)).towards(rule) == towards
    assert ("does not replace" in rule.words) is not may_replace


def test_the_shipped_rule_is_fifty_hours_for_ten_days_and_names_known_parts() -> None:
    assert (RULE.hours_a_day, RULE.most_a_date, RULE.online_may_replace) == (5, 1, False)
    assert RULE.online_needs == ("task", "live-contact", "feedback")
    assert set(NEEDS) == set(NEEDED)
    assert RULE.words == (
        "Attended hours at workplaces, divided by 5: at most one day for each date, in person and online apart. Online "
        "counts only with a task, live contact and the employer’s feedback. It adds to the days in person and does not "
        "replace them."
    )

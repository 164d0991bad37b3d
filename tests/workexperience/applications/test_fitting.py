"""May this learner ask for these days? The rules by themselves."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workexperience.applications import fitting
from workexperience.applications.fitting import For, Who
from workexperience.offers.plan import Days, days

WEEK = Days(date(2027, 3, 1), date(2027, 3, 5), (1, 2, 3, 4, 5), time(9), time(15))
years, ages = st.one_of(st.none(), st.integers(7, 14)), st.one_of(st.none(), st.integers(10, 25))
learners = st.builds(Who, years, ages)
offers = st.builds(
    For,
    kind=st.sampled_from(["placement", "visit", "talk", "online-project"]),
    label=st.sampled_from(["", "t-level"]),
    year_groups=st.lists(st.integers(7, 13), unique=True).map(sorted).map(tuple),
    youngest=ages,
    oldest=ages,
)
sessions = st.builds(
    lambda first, length, weekdays, start, hours: Days(
        date(2027, 3, 1) + timedelta(days=first), date(2027, 3, 1) + timedelta(days=first + length),
        tuple(sorted(weekdays)), time(start), time(start + hours),
    ),
    st.integers(0, 20), st.integers(0, 20), st.sets(st.integers(1, 7), min_size=1), st.integers(6, 15), st.integers(1, 6),
)  # fmt: skip


@given(offers, learners)
def test_nobody_below_year_10_works(offer, who):
    if who.year_group is not None and who.year_group < 10 and offer.kind == "placement":
        assert fitting.why_not_for(offer, who)


@given(offers, learners)
def test_whoever_fits_has_a_year_group_or_an_age_that_the_offer_names(offer, who):
    if fitting.why_not_for(offer, who):
        return
    assert who.year_group in offer.year_groups or (offer.youngest is not None and who.age >= offer.youngest)
    assert offer.oldest is None or who.age is None or who.age <= offer.oldest


@given(sessions, sessions)
def test_days_overlap_both_ways_and_only_on_a_common_date_at_a_common_time(one, other):
    assert fitting.overlap(one, other) == fitting.overlap(other, one)
    if fitting.overlap(one, other):
        assert {*days(one)} & {*days(other)}
        assert max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at)


@pytest.mark.parametrize(
    ("offer", "who", "said"),
    [
        (For("placement", year_groups=(10, 11)), Who(11, 15), ""),
        (For("placement", year_groups=(10, 11)), Who(None, None), "not told us your year group"),
        (For("placement", year_groups=(10, 11)), Who(12, 16), "It is for: Years 10 and 11."),
        (For("placement", youngest=14), Who(9, 14), "This is for Year 10 and above."),
        (For("placement", label="t-level", youngest=16), Who(11, 16), "This is for Year 12 and above."),
        (For("placement", year_groups=(12,), youngest=16, oldest=24), Who(13, 25), "Year 12, or aged 16 to 24."),
        (For("visit", year_groups=(8,)), Who(8, None), ""),
        (For("placement", youngest=16), Who(None, 17), ""),
    ],
)
def test_an_offer_says_whom_it_is_for(offer, who, said):
    found = fitting.why_not_for(offer, who)
    assert said in found if said else found == ""


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"is_listed": False, "has_it": True}, fitting.NOT_LISTED),
        ({"has_it": True}, fitting.HAVE_IT),
        ({"live": 4}, ""),
        ({"live": 5}, fitting.TOO_MANY),
    ],
)
def test_a_learner_asks_once_and_for_five_at_most(facts, said):
    assert fitting.why_not_now(**{"is_listed": True, "has_it": False, "live": 0} | facts) == said


def test_days_must_be_open_and_free_of_another_place():
    ask = fitting.why_not_these
    evening = Days(WEEK.first_day, WEEK.first_day, (1,), time(17), time(18), is_online=True)
    assert ask(wanted=[WEEK], are_open=True, held=[evening]) == ""
    assert ask(wanted=[WEEK], are_open=False, held=[]) == fitting.CHOOSE_OTHER
    assert ask(wanted=[WEEK, evening], are_open=True, held=[evening]) == fitting.CLASH

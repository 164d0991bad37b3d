"""The rules of ages and hours: each sentence, and for each family a slow re-count over made-up offers."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workexperience.offers.plan import Days, Plan, days, hours_a_day
from workexperience.offers.rules import impossible, problems

TODAY = date(2027, 1, 11)
WEEK = Days(date(2027, 3, 1), date(2027, 3, 5), (1, 2, 3, 4, 5), time(9, 30), time(15, 30), 30, places=4)
SAID = frozenset({"title", "sector", "doing", "learning", "address", "postcode", "point"})
PLACEMENT = Plan(
    "placement", "in-person", year_groups=(10, 11), has_supervisor=True, sessions=(WEEK,), texts=SAID
)  # nothing is wrong with it
ONLINE_DAY = Days(date(2027, 3, 8), date(2027, 3, 8), (1,), time(10), time(12, 30), is_online=True)


def found(plan: Plan, today: date = TODAY) -> list[str]:
    return [problem.field for problem in problems(plan, today)]


def said(plan: Plan, today: date = TODAY) -> str:
    return " ".join(problem.sentence for problem in problems(plan, today))


def with_days(**changes: object) -> Plan:
    return replace(PLACEMENT, sessions=(replace(WEEK, **changes),))


def test_a_good_offer_has_no_problem() -> None:
    assert problems(PLACEMENT, TODAY) == []


def test_days_are_the_chosen_weekdays_between_first_and_last() -> None:
    fortnight = replace(WEEK, last_day=date(2027, 3, 12), weekdays=(2, 4))
    assert days(fortnight) == [date(2027, 3, 2), date(2027, 3, 4), date(2027, 3, 9), date(2027, 3, 11)]


def test_hours_of_a_day_leave_the_break_out() -> None:
    assert hours_a_day(WEEK) == Decimal("5.5")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"year_groups": (9, 10)}, "year_groups", "Year 10 and above"),
        ({"youngest": 13}, "youngest", "aged 14 or over"),
        ({"year_groups": ()}, "year_groups", "Choose the year groups"),
        ({"youngest": 16, "oldest": 15}, "oldest", "must not be below"),
        ({"has_supervisor": False}, "supervisor_name", "under 16"),
        ({"supervisor_phone": "ask at the gate"}, "supervisor_phone", "phone number in full"),
        ({"supervisor_phone": "0163 2"}, "supervisor_phone", "phone number in full"),
        ({"year_groups": (12, 13), "oldest": 15}, "oldest", "In Year 12 nobody is under 16"),
        ({"mode": "online"}, "mode", "needs time at a workplace"),
        ({"kind": "online-project"}, "mode", "happens online"),
        ({"kind": "visit", "label": "t-level", "year_groups": (12,)}, "label", "is a placement"),
        ({"label": "t-level"}, "year_groups", "Years 12 and 13"),
        ({"label": "t-level", "year_groups": (), "youngest": 15}, "youngest", "16 or over"),
        ({"label": "supported-internship", "year_groups": (), "youngest": 18}, "oldest", "Enter the oldest age"),
        (
            {"label": "supported-internship", "year_groups": (), "youngest": 18, "oldest": 25},
            "oldest",
            "ages 16 to 24",
        ),
        (
            {"label": "supported-internship", "year_groups": (), "youngest": 25, "oldest": 25},
            "youngest",
            "ages 16 to 24",
        ),
        ({"texts": SAID - {"title"}}, "title", "Enter a title"),
        ({"texts": SAID - {"sector"}}, "sector", "kind of work"),
        ({"texts": SAID - {"doing"}}, "doing", "will do"),
        ({"texts": SAID - {"learning"}}, "learning", "will learn"),
        ({"texts": SAID - {"address"}}, "address", "Enter the address"),
        ({"texts": SAID - {"postcode"}}, "postcode", "in England"),
        ({"texts": SAID - {"point"}}, "postcode", "do not know"),
        ({"sessions": ()}, "sessions", "Enter the days"),
        ({"sessions": (WEEK,) * 21}, "sessions", "up to 20"),
        ({"mode": "blended"}, "sessions", "online too"),
        ({"sessions": (replace(WEEK, is_online=True),)}, "sessions", "some days are online"),
        ({"closes_on": date(2027, 3, 2)}, "closes_on", "1 March 2027 or before"),
        ({"closes_on": date(2027, 1, 10)}, "closes_on", "in the past"),
    ],
)
def test_what_is_wrong_is_said_at_the_answer_that_mends_it(changes, field, words) -> None:
    plan = replace(PLACEMENT, **changes)
    assert field in found(plan)
    assert words in said(plan)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ends_at": time(18, 31), "break_minutes": 60}, "at most 8 hours a day"),
        ({"starts_at": time(5, 59), "ends_at": time(11)}, "no night work"),
        ({"starts_at": time(18), "ends_at": time(22, 1)}, "no night work"),
        ({"break_minutes": 29}, "a break of 30 minutes"),
        ({"last_day": date(2027, 3, 6), "weekdays": (1, 2, 3, 4, 5, 6)}, "has 6 days"),
        ({"starts_at": time(7), "ends_at": time(19, 1), "break_minutes": 180}, "12 hours’ rest"),
        ({"weekdays": (7,)}, "None of the weekdays"),
        ({"first_day": date(2027, 1, 4), "last_day": date(2027, 1, 8)}, "begun or are over"),
        ({"first_day": TODAY, "last_day": TODAY}, "from tomorrow on"),
        ({"last_day": date(2028, 3, 5)}, "over a year"),
        ({"last_day": date(2027, 2, 28)}, "must not be before"),
        ({"first_day": date(9999, 12, 27), "last_day": date(9999, 12, 31)}, "more than two years away"),
        ({"starts_at": time(6), "ends_at": time(18, 1), "break_minutes": 300}, "longer than 12 hours"),
        ({"ends_at": time(9, 30)}, "must end after it starts"),
        ({"break_minutes": 360}, "the break is as long as the day"),
        ({"places": 0}, "how many can come"),
    ],
)
def test_days_that_no_young_person_may_have(changes, words) -> None:
    plan = with_days(**changes)
    assert set(found(plan)) == {"sessions"}
    assert words in said(plan)


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_at": time(18), "break_minutes": 30},
        {"starts_at": time(6), "ends_at": time(10, 30), "break_minutes": 0},
        {"starts_at": time(17, 30), "ends_at": time(22), "break_minutes": 0},
        {"first_day": TODAY + timedelta(days=1), "last_day": TODAY + timedelta(days=1)},
        {"first_day": date(2029, 1, 11), "last_day": date(2029, 1, 11)},
        {"starts_at": time(6), "ends_at": time(18), "break_minutes": 240},
    ],
)
def test_the_edge_of_a_rule_is_inside(changes) -> None:
    assert problems(with_days(**changes), TODAY) == []


def test_grown_ups_may_work_longer_and_need_no_named_supervisor() -> None:
    long = with_days(starts_at=time(5), ends_at=time(23))
    assert problems(replace(long, year_groups=(), youngest=18, has_supervisor=False), TODAY) == []
    assert "8 hours" in said(replace(long, year_groups=(13,), youngest=18))


def test_years_7_to_9_may_visit_shadow_and_take_part() -> None:
    young = replace(PLACEMENT, year_groups=(7, 8, 9))
    for kind in ("visit", "shadowing", "talk", "mock-interview"):
        assert problems(replace(young, kind=kind), TODAY) == []


def test_children_visit_and_shadow_for_ten_days_at_most_and_others_for_longer() -> None:
    weeks = replace(PLACEMENT, kind="shadowing", sessions=(replace(WEEK, last_day=date(2027, 3, 12)),))
    longer = replace(weeks, sessions=(replace(WEEK, last_day=date(2027, 3, 15)),))
    assert problems(replace(weeks, year_groups=(9,)), TODAY) == []
    assert "up to 10 days" in said(replace(longer, year_groups=(9, 10)))
    assert "up to 10 days" in said(replace(longer, year_groups=(), youngest=13))
    assert problems(replace(longer, year_groups=(10,)), TODAY) == []


def test_an_oldest_age_within_the_years_and_a_phone_number_in_full_are_fine() -> None:
    assert problems(replace(PLACEMENT, year_groups=(12,), oldest=16), TODAY) == []
    for phone in ("01632 960002", "+44 (0)1632 960 002"):
        assert problems(replace(PLACEMENT, supervisor_phone=phone), TODAY) == []


def test_a_supervisor_is_not_asked_from_16_or_online() -> None:
    alone = replace(PLACEMENT, has_supervisor=False)
    unasked = replace(alone, kind="talk", mode="online", supervisor_phone="none")
    assert "phone" not in said(unasked)
    assert problems(replace(alone, year_groups=(12, 13)), TODAY) == []
    online = replace(WEEK, is_online=True)
    assert problems(replace(alone, kind="talk", mode="online", sessions=(online,)), TODAY) == []


def test_two_weeks_to_choose_from_are_not_added_up() -> None:
    later = replace(WEEK, first_day=date(2027, 3, 1), starts_at=time(8), ends_at=time(14))
    assert problems(replace(PLACEMENT, sessions=(WEEK, later)), TODAY) == []


def test_online_hours_of_a_blended_offer_come_on_top() -> None:
    blended = replace(PLACEMENT, mode="blended")
    assert problems(replace(blended, sessions=(WEEK, ONLINE_DAY)), TODAY) == []
    evening = replace(
        ONLINE_DAY, first_day=WEEK.first_day, last_day=WEEK.first_day, starts_at=time(18), ends_at=time(21)
    )
    both = said(replace(blended, sessions=(WEEK, evening)))
    assert "1 March 2027, in person and online together, has more" in both
    during = replace(evening, starts_at=time(15), ends_at=time(16))
    assert "overlap" in said(replace(blended, sessions=(WEEK, during)))
    saturday = replace(ONLINE_DAY, first_day=date(2027, 3, 6), last_day=date(2027, 3, 6), weekdays=(6,))
    assert "has 6 days" in said(replace(blended, sessions=(WEEK, saturday)))


def test_two_parts_of_a_day_have_a_break_in_them_or_between_them() -> None:
    morning = replace(WEEK, last_day=WEEK.first_day, starts_at=time(9), ends_at=time(13), break_minutes=0)
    after = replace(morning, starts_at=time(13), ends_at=time(17), is_online=True)
    blended = replace(PLACEMENT, mode="blended", sessions=(morning, after))
    assert "1 March 2027, in person and online together, has less" in said(blended)
    gap = replace(after, starts_at=time(13, 20))
    assert "has less" in said(replace(blended, sessions=(morning, gap)))
    assert problems(replace(blended, sessions=(replace(morning, break_minutes=10), gap)), TODAY) == []
    short = replace(after, ends_at=time(13, 30))
    assert problems(replace(blended, sessions=(morning, short)), TODAY) == []
    late = replace(after, starts_at=time(18), ends_at=time(21, 1))
    assert "longer than 12 hours" in said(replace(blended, sessions=(morning, late)))


def test_full_days_and_an_online_day_are_over_40_hours_a_week() -> None:
    full = replace(WEEK, ends_at=time(18))
    short = replace(
        ONLINE_DAY, first_day=date(2027, 3, 1), last_day=date(2027, 3, 1), starts_at=time(8), ends_at=time(8, 30)
    )
    assert "at most 40 hours a week" in said(replace(PLACEMENT, mode="blended", sessions=(full, short)))


def test_an_offer_is_to_come_while_one_set_of_days_is() -> None:
    gone = replace(WEEK, first_day=date(2027, 1, 4), last_day=date(2027, 1, 8))
    assert problems(replace(PLACEMENT, sessions=(gone, WEEK)), TODAY) == []
    blended = replace(PLACEMENT, mode="blended", sessions=(WEEK, replace(gone, is_online=True)))
    assert "All online days have begun or are over" in said(blended)


# Property: made-up days against a slow re-count by minutes.
QUARTERS = st.integers(0, 95).map(lambda n: time(n // 4, n % 4 * 15))
SETS = st.builds(
    Days,
    first_day=st.dates(date(2027, 3, 1), date(2027, 3, 14)),
    last_day=st.dates(date(2027, 3, 14), date(2027, 3, 28)),
    weekdays=st.sets(st.integers(1, 7), min_size=1).map(lambda chosen: tuple(sorted(chosen))),
    starts_at=QUARTERS,
    ends_at=QUARTERS,
    break_minutes=st.sampled_from([0, 15, 30, 60, 180]),
    is_online=st.booleans(),
    places=st.integers(1, 30),
).filter(lambda one: hours_a_day(one) > 0)
PLANS = st.builds(
    Plan,
    kind=st.sampled_from(["visit", "shadowing", "placement", "online-project", "talk", "mock-interview"]),
    mode=st.sampled_from(["in-person", "online", "blended"]),
    label=st.sampled_from(["", "t-level", "supported-internship"]),
    year_groups=st.sets(st.integers(7, 13)).map(lambda chosen: tuple(sorted(chosen))),
    youngest=st.none() | st.integers(11, 30),
    oldest=st.none() | st.integers(11, 30),
    has_supervisor=st.booleans(),
    sessions=st.lists(SETS, max_size=2).map(tuple),
    texts=st.just(SAID),
)


def minutes(when: time) -> int:
    return when.hour * 60 + when.minute


def counted(taken: tuple[Days, ...]) -> bool:
    """Whether a learner under 18 who takes these keeps every limit: counted by days, slowly."""
    spans = [
        (
            datetime.combine(day, one.starts_at),
            datetime.combine(day, one.ends_at),
            minutes(one.ends_at) - minutes(one.starts_at) - one.break_minutes,
        )
        for one in taken
        for day in (one.first_day + timedelta(days=n) for n in range((one.last_day - one.first_day).days + 1))
        if day.isoweekday() in one.weekdays
    ]
    if any(
        (a[0] < b[1] and b[0] < a[1]) or a[2] + b[2] > 480
        for a, b in product(spans, spans)
        if a is not b and a[0].date() == b[0].date()
    ):
        return False
    if any(start.hour < 6 or (end.hour, end.minute) > (22, 0) or worked > 480 for start, end, worked in spans):
        return False
    if any(
        worked > 270 and one.break_minutes < 30
        for one in taken
        for _, _, worked in spans
        if worked == minutes(one.ends_at) - minutes(one.starts_at) - one.break_minutes
    ) or not all(
        broken_up([span for span in spans if span[0].date() == day]) for day in {start.date() for start, _, _ in spans}
    ):
        return False
    if any(a[0].date() < b[0].date() and b[0] - a[1] < timedelta(hours=12) for a, b in product(spans, spans)):
        return False
    for monday in {start.date() - timedelta(days=start.weekday()) for start, _, _ in spans}:
        week = [
            (start.date(), worked) for start, _, worked in spans if monday <= start.date() < monday + timedelta(days=7)
        ]
        if sum(worked for _, worked in week) > 2400 or len({day for day, _ in week}) > 5:
            return False
    return True


def broken_up(parts: list[tuple[datetime, datetime, int]]) -> bool:
    """Whether one day, of parts that do not overlap, leaves 12 hours of its 24 and rests for long enough."""
    span = int((max(end for _, end, _ in parts) - min(start for start, _, _ in parts)).total_seconds()) // 60
    worked = sum(minutes for _, _, minutes in parts)
    return span <= 720 and (worked <= 270 or span - worked >= 30)


@given(st.lists(SETS, min_size=1, max_size=2))
def test_hours_of_under_18s_agree_with_a_slow_count(sessions: list[Days]) -> None:
    if len(sessions) == 2:
        sessions = [replace(sessions[0], is_online=False), replace(sessions[1], is_online=True)]
    mode = "blended" if len(sessions) == 2 else ("online" if sessions[0].is_online else "in-person")
    plan = Plan("talk", mode, year_groups=(12,), sessions=tuple(sessions), texts=SAID)
    if any(not days(one) for one in sessions):
        return
    assert (problems(plan, TODAY) == []) is counted(tuple(sessions))


@given(PLANS)
def test_nobody_below_16_comes_without_a_supervisor_and_nobody_below_14_works(plan: Plan) -> None:
    wrong, ages = found(plan), [year + 4 for year in plan.year_groups] + [plan.youngest] * (plan.youngest is not None)
    young = any(age < 16 for age in ages)
    assert ("supervisor_name" in wrong) is (young and plan.mode != "online" and not plan.has_supervisor)
    too_young = (plan.kind == "placement" and any(age < 14 for age in ages)) or (plan.label != "" and young)
    assert ("at most" not in said(plan)) or min(ages, default=0) < 18
    assert bool({"year_groups", "youngest"} & set(wrong)) >= (too_young or not ages)


@given(PLANS)
def test_days_of_each_sort_must_be_there(plan: Plan) -> None:
    wanted = {"in-person": {False}, "online": {True}, "blended": {True, False}}[plan.mode]
    if {one.is_online for one in plan.sessions} != wanted:
        assert "sessions" in found(plan)
    if (plan.kind == "online-project" and plan.mode != "online") or (plan.kind == "visit" and plan.mode == "online"):
        assert "mode" in found(plan)


@given(PLANS)
def test_every_problem_is_one_sentence_and_said_once(plan: Plan) -> None:
    every = problems(plan, TODAY)
    assert len(set(every)) == len(every)
    assert all(one.sentence[0].isupper() and one.sentence.endswith(".") for one in every)
    assert not impossible(plan.sessions) or every

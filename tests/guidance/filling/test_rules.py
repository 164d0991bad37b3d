"""When there shall be no meetings, and who of a list gets which time: compared with a slow re-count from the words."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frontdoor.ground.calendars import LONDON
from guidance.filling.rules import Bought, Diary, Host, Left, Period, Placed, Pupil, Why, fill, is_blocked, is_empty
from guidance.times.clocks import london_day, monday_of
from guidance.times.free import Settings, Taken, free
from tests.guidance.times.plans import FIRSTS, MINUTE, at, clocks, plan, weekly

MONDAY = date(2026, 9, 14)
NOW = datetime(2026, 9, 9, 8, tzinfo=UTC)
NINE, TEN = at(MONDAY, 9), at(MONDAY, 10)
BOTH = ("video", "phone")


# --- When there shall be no meetings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "blocked"),
    [
        (Period(MONDAY, MONDAY), True),
        (Period(date(2026, 9, 15), date(2026, 9, 18)), False),
        (Period(date(2026, 9, 1), date(2026, 9, 30), frozenset({0})), True),
        (Period(date(2026, 9, 1), date(2026, 9, 30), frozenset({1, 4})), False),
        (Period(MONDAY, MONDAY, frozenset(), time(9, 30), time(10)), True),
        (Period(MONDAY, MONDAY, frozenset(), time(9, 45), time(10)), False),  # the meeting ends when it begins
        (Period(MONDAY, MONDAY, frozenset(), time(8), time(9)), False),
    ],
)
def test_a_meeting_at_nine_is_blocked_by(period, blocked) -> None:
    assert is_blocked([period], NINE, NINE + 45 * MINUTE) is blocked


def test_a_weekday_that_does_not_come_blocks_nothing() -> None:
    assert is_empty(Period(MONDAY, MONDAY, frozenset({1})))
    assert not is_empty(Period(MONDAY, MONDAY + timedelta(days=1), frozenset({1})))
    assert not is_empty(Period(MONDAY, MONDAY))


@st.composite
def periods(draw) -> Period:
    first = draw(st.sampled_from(FIRSTS)) + timedelta(days=draw(st.integers(-1, 2)))
    hours = sorted(draw(st.lists(clocks, min_size=2, max_size=2, unique=True))) if draw(st.booleans()) else (None, None)
    last = first + timedelta(days=draw(st.integers(0, 3)))
    return Period(first, last, draw(st.frozensets(st.integers(0, 6), max_size=3)), *hours)


@given(st.lists(periods(), max_size=3), st.data())
def test_blocked_is_what_the_clock_in_england_shows_in_any_minute(found, data) -> None:
    first = data.draw(st.sampled_from(FIRSTS))
    start = datetime.combine(first, time(), UTC) + timedelta(minutes=data.draw(st.integers(-90, 3 * 1440)))
    length = data.draw(st.integers(1, 90))
    by_minute = any(_shows(one, start + n * MINUTE) for one in found for n in range(length))
    assert is_blocked(found, start, start + length * MINUTE) is by_minute


def _shows(period: Period, moment: datetime) -> bool:
    """The hour that comes twice is meant the first time only, as with the hours of advisers."""
    local = moment.astimezone(LONDON)
    if not period.first_day <= local.date() <= period.last_day:
        return False
    if period.weekdays and local.weekday() not in period.weekdays:
        return False
    return period.starts_at is None or (not local.fold and period.starts_at <= local.time() < period.ends_at)


# --- Who gets which time ----------------------------------------------------------------------------------------------


def host(pk: int = 1, *hours, person: int | None = None, service: int = 1, **more) -> Host:
    made = plan(*(hours or (weekly(),)), **more)
    return Host(pk, person or pk, service, made, made)


def bought(block: int = 1, service: int = 1, last: date = date(2027, 7, 31), channels=BOTH) -> Bought:
    return Bought(block, service, date(2026, 9, 1), last, channels)


def pupil(pk: int = 1, **more) -> Pupil:
    return Pupil(pk, **({"bought": (bought(),)} | more))


def diary(*hosts: Host, left: int = 9, **blocks: int) -> Diary:
    counts = {int(key[1:]): number for key, number in blocks.items()} or {1: left}
    return Diary({one.pk: one for one in hosts or (host(),)}, counts, NOW)


def starts(done) -> list:
    return [one.time.start if isinstance(one, Placed) else one.why for one in done]


def test_times_are_given_in_the_order_of_the_list() -> None:
    done = fill([pupil(3), pupil(1), pupil(2)], diary())
    assert [one.pupil for one in done] == [3, 1, 2]
    assert starts(done) == [NINE, TEN, at(MONDAY, 11)]


def test_block_counts_down_and_what_ends_first_is_drawn_first() -> None:
    two = (bought(1), bought(2, last=date(2026, 10, 31)))
    done = fill([pupil(pk, bought=two) for pk in range(1, 5)], diary(b1=2, b2=1))
    assert [getattr(one, "block_id", one.why if isinstance(one, Left) else "") for one in done] == [
        2,
        1,
        1,
        Why.NO_SESSION,
    ]


def test_who_is_left_and_why() -> None:
    until = date(2026, 9, 20)
    soon = (bought(last=until),)
    no_video = "They are under 16."
    reasons = {
        Why.HAS_ONE: pupil(1, meets_on=MONDAY),
        Why.NOT_COVERED: pupil(2, bought=(), is_covered=False),
        Why.NO_SESSION: pupil(3, bought=()),
        Why.BLOCKED: pupil(4, bought=soon, periods=(Period(MONDAY, MONDAY),)),
        Why.NO_TIME: pupil(5, bought=(bought(last=date(2026, 9, 13)),)),
        no_video: pupil(6, missing=lambda *_: no_video),
    }
    done = fill(reasons.values(), diary())
    assert [one.why for one in done] == list(reasons)
    assert [done[0].day, done[3].day] == [MONDAY, until]


def test_way_is_the_first_that_was_bought_and_needs_nobodys_yes() -> None:
    no_video = pupil(1, missing=lambda channel, _day: "No." if channel == "video" else "")
    by_phone = pupil(2, bought=(bought(channels=("phone",)),))
    assert [one.channel for one in fill([no_video, by_phone, pupil(3)], diary())] == ["phone", "phone", "video"]


def test_yes_that_comes_with_a_birthday_opens_the_times_from_that_day() -> None:
    birthday = date(2026, 9, 22)
    done = fill([pupil(missing=lambda _channel, day: "" if day >= birthday else "Not yet.")], diary())
    assert starts(done) == [at(date(2026, 9, 28), 9)]


def test_nobody_is_met_while_they_are_elsewhere_or_shall_not_be_met() -> None:
    elsewhere = pupil(1, busy=((NINE, NINE + 45 * MINUTE),))
    lesson = pupil(2, periods=(Period(MONDAY, MONDAY, frozenset(), time(9), time(10, 30)),))
    assert starts(fill([elsewhere, lesson, pupil(3)], diary())) == [TEN, at(MONDAY, 11), NINE]


def test_adviser_is_met_up_to_their_limits() -> None:
    few = host(settings=Settings(most_a_day=1, most_a_week=1))
    assert starts(fill([pupil(1), pupil(2)], diary(few))) == [NINE, at(date(2026, 9, 21), 9)]


def test_one_person_at_two_services_is_at_one_place() -> None:
    both = (host(1, person=7), host(2, person=7, service=2))
    two = (bought(1), bought(2, service=2))
    done = fill([pupil(pk, bought=two) for pk in (1, 2)], diary(*both, b1=5, b2=5))
    assert starts(done) == [NINE, TEN]


def test_of_two_advisers_whoever_has_less_is_met_first() -> None:
    busy = host(1, taken=(Taken(at(MONDAY, 11), at(MONDAY, 11, 45)),))
    assert [one.host for one in fill([pupil(1), pupil(2)], diary(busy, host(2)))] == [2, 1]


# --- Any advisers, blocks and pupils ----------------------------------------------------------------------------------

days = st.integers(0, 20).map(lambda number: NOW.date() + timedelta(days=number))


@st.composite
def hosts(draw, pk: int) -> Host:
    hours = [
        weekly(
            draw(st.integers(0, 4)),
            time(9),
            time(draw(st.integers(10, 13))),
            channels=draw(st.sampled_from([BOTH, ("phone",)])),
        )
        for _ in range(draw(st.integers(0, 2)))
    ]
    facts = {
        "settings": Settings(
            minutes=draw(st.sampled_from([30, 45])), buffer=draw(st.sampled_from([0, 15])),
            most_a_day=draw(st.integers(1, 3)), most_a_week=draw(st.integers(1, 4)), notice=draw(st.sampled_from([0, 48])),
        )
    }  # fmt: skip
    made = plan(*hours, **facts)
    return Host(pk, draw(st.sampled_from([pk, 1])), draw(st.integers(1, 2)), made, made)


@st.composite
def pupils(draw, pk: int) -> Pupil:
    mine = [
        Bought(block, 1 + block % 2, draw(days), date(2026, 9, 9) + timedelta(days=draw(st.integers(5, 40))), channels)
        for block in draw(st.lists(st.integers(1, 3), max_size=2, unique=True))
        for channels in [draw(st.sampled_from([BOTH, ("video",), ("phone",)]))]
    ]
    blocked = [Period(first, first + timedelta(days=2)) for first in draw(st.lists(days, max_size=2))]
    no = draw(st.sampled_from(["", "video", "phone"]))
    busy = [(at(day, 9), at(day, 10)) for day in draw(st.lists(days, max_size=2))]
    return Pupil(
        pk,
        bought=tuple(one for one in mine if one.first_day <= one.last_day),
        periods=tuple(blocked[:1]),
        no_school=tuple(blocked[1:]),
        busy=tuple(busy),
        missing=lambda channel, _day: "No." if channel == no else "",
    )


@st.composite
def passes(draw) -> tuple[list[Pupil], list[Host], dict[int, int]]:
    some_hosts = [draw(hosts(pk)) for pk in range(1, draw(st.integers(1, 3)) + 1)]
    some_pupils = [draw(pupils(pk)) for pk in range(1, draw(st.integers(1, 6)) + 1)]
    return some_pupils, some_hosts, {block: draw(st.integers(0, 3)) for block in (1, 2, 3)}


@settings(max_examples=60)
@given(passes())
def test_nothing_is_given_twice_and_nobody_waits_longer_than_they_must(drawn) -> None:
    people, listed, left = drawn
    counts = dict(left)
    done = fill(people, Diary({one.pk: one for one in listed}, counts, NOW))

    assert [one.pupil for one in done] == [one.pk for one in people]
    placed = [one for one in done if isinstance(one, Placed)]
    assert Counter(one.block_id for one in placed) == Counter(
        {pk: left[pk] - counts[pk] for pk in left if left[pk] > counts[pk]}
    )
    assert min(counts.values()) >= 0
    by_pk = {one.pk: one for one in listed}
    _apart(placed, by_pk)
    _within_limits(placed, by_pk)
    for number, one in enumerate(done):
        before = [early for early in done[:number] if isinstance(early, Placed)]
        assert _first(people[number], listed, left, before) == (one.time.start if isinstance(one, Placed) else None)


def _apart(placed, by_pk) -> None:
    """Nobody is at two places, and the break of the adviser is kept."""
    ordered = sorted(placed, key=lambda one: one.time.start)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if by_pk[one.host].person == by_pk[other.host].person:
                breaks = max(by_pk[pair.host].for_child.buffer for pair in (one, other))
                assert other.time.start >= one.time.end + (breaks if one.host == other.host else timedelta())


def _within_limits(placed, by_pk) -> None:
    on_day = Counter((one.host, london_day(one.time.start)) for one in placed)
    in_week = Counter((one.host, monday_of(london_day(one.time.start))) for one in placed)
    assert all(number <= by_pk[pk].for_child.settings.most_a_day for (pk, _), number in on_day.items())
    assert all(number <= by_pk[pk].for_child.settings.most_a_week for (pk, _), number in in_week.items())


def _first(one: Pupil, listed, left, before) -> datetime | None:
    """The earliest start that somebody could have had after those before them: found by looking at everything anew."""
    found = []
    for adviser in listed:
        taken = tuple(
            Taken(early.time.start, early.time.end, counts=early.host == adviser.pk)
            for early in before
            if next(host.person for host in listed if host.pk == early.host) == adviser.person
        )
        anew = free(replace(adviser.for_child, taken=taken), NOW.date(), NOW.date() + timedelta(days=84), NOW)
        found += [each.start for each in anew if _could(one, adviser, each, left, before)]
    return min(found, default=None)


def _could(one: Pupil, adviser: Host, free_time, left, before) -> bool:
    day = london_day(free_time.start)
    if any(free_time.start < ends and begins < free_time.end for begins, ends in one.busy):
        return False
    if is_blocked([*one.periods, *one.no_school], free_time.start, free_time.end):
        return False
    return any(
        sold.service_id == adviser.service_id
        and sold.first_day <= day <= sold.last_day
        and sum(early.block_id == sold.block_id for early in before) < left[sold.block_id]
        and any(channel in sold.channels and not one.missing(channel, day) for channel in free_time.channels)
        for sold in one.bought
    )


def test_last_days_that_there_are_have_weekdays_too() -> None:
    friday = date(9999, 12, 31)
    assert not is_empty(Period(friday, friday, frozenset({4})))
    assert is_empty(Period(friday, friday, frozenset({0})))

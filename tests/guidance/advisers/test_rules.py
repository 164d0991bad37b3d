"""What an adviser is able to do on a day: the rules against a slow count day by day, and against the database's own answer."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guidance.advisers import queries, rules
from guidance.advisers.rules import BASIC, DBS, ENHANCED, QUALIFICATION, REGISTER, Seen, Told
from guidance.models import Proof
from tests.guidance.advisers.conftest import CHECK, DIPLOMA, NOW, TODAY
from tests.guidance.factories import adviser_at

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))


@st.composite
def seen(draw) -> Seen:
    kind = draw(st.sampled_from([QUALIFICATION, REGISTER, DBS]))
    starts = draw(DAYS)
    length = draw(st.integers(0, 15) | (st.none() if kind == QUALIFICATION else st.nothing()))
    until = None if length is None else starts + timedelta(days=length)
    return Seen(kind, starts, until, draw(st.integers(3, 8)) if kind == QUALIFICATION else None)


LISTS = st.lists(seen(), max_size=7)


def able(found: list[Seen], day: date) -> bool:
    """The promise, said once more and slowly."""
    qualified = any(one.kind == QUALIFICATION and one.level >= 6 and one.holds(day) for one in found)
    return qualified and any(one.kind == DBS and one.holds(day) for one in found)


@given(LISTS, DAYS)
def test_problem_is_told_exactly_when_a_proof_is_missing(found, day) -> None:
    assert (rules.problem_on(found, day) == "") == able(found, day)
    assert (rules.lacking(found, day) == []) == able(found, day)


@given(LISTS, DAYS)
def test_able_until_is_the_last_day_of_a_walk_day_by_day(found, day) -> None:
    far = FIRST + timedelta(days=100)  # past the end of all that ends
    walked = day
    while able(found, walked) and walked < far:
        walked += timedelta(days=1)
    expected = None if walked == day else date.max if walked == far else walked - timedelta(days=1)
    assert rules.able_until(found, day) == expected


@given(LISTS, DAYS, st.integers(1, 14))
def test_last_able_day_is_the_nearest_one_before(found, day, within) -> None:
    before = [day - timedelta(days=back) for back in range(1, within + 1)]
    assert rules.last_able(found, day, within) == max((one for one in before if able(found, one)), default=None)


@given(LISTS, DAYS)
def test_level_is_the_highest_that_holds(found, day) -> None:
    levels = [one.level for one in found if one.kind == QUALIFICATION and one.holds(day)]
    assert rules.level_on(found, day) == max(levels, default=None)


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    proofs=st.lists(st.tuples(seen(), st.sampled_from(["accepted", "waiting", "sent back", "withdrawn"])), max_size=7),
    day=DAYS,
)
def test_the_database_answers_as_the_rules_do(service, proofs, day) -> None:
    adviser = queries.at_work().filter(service=service).first() or adviser_at(service.organisation)
    Proof.objects.all().delete()
    rows = [_row(adviser, *one) for one in _one_waiting_each(proofs)]
    Proof.objects.bulk_create(rows)
    counted = queries.seen_of([adviser])[adviser.pk]
    assert queries.able(day).filter(pk=adviser.pk).exists() == (rules.problem_on(counted, day) == "")
    accepted = [one for one, state in _one_waiting_each(proofs) if state == "accepted"]
    assert (rules.problem_on(accepted, day) == "") == (rules.problem_on(counted, day) == "")
    assert queries.level_of(adviser, day) == rules.level_on(accepted, day)
    assert queries.standing(adviser, day).able_until == rules.able_until(accepted, day)


def _one_waiting_each(proofs):
    """The database refuses a second one of a kind that waits."""
    kinds = set()
    for one, state in proofs:
        if state != "waiting" or one.kind not in kinds:
            yield one, state
        kinds |= {one.kind} if state == "waiting" else set()


def _row(adviser, one: Seen, state: str) -> Proof:
    until = one.until or (None if one.kind == QUALIFICATION else one.starts)
    facts = {"number": "1" if one.kind == REGISTER else "", "level": one.level, "until": until}
    by = {} if state == "waiting" else {"decided_by": adviser.user, "decided_at": NOW, "accepted": state != "sent back"}
    if state == "sent back":
        by["note"] = "Not this"
    if state == "withdrawn":
        by |= {"ended_by": adviser.user, "ended_at": NOW, "ended_because": "Wrong"}
    return Proof(
        adviser=adviser,
        kind=one.kind,
        name="P",
        starts=one.starts,
        created_by=adviser.user,
        created_at=NOW,
        **facts,
        **by,
    )


def told(**facts) -> Told:
    return Told(**{"kind": DBS, "name": ENHANCED, "starts": date(2026, 11, 2), "until": date(2029, 11, 1)} | facts)


@pytest.mark.parametrize(
    ("what", "field", "says"),
    [
        (told(starts=TODAY + timedelta(days=1)), "starts", "today or in the past"),
        (told(until=TODAY), "until", "in the future"),
        (told(until=date(2029, 11, 3)), "until", "within 3 years"),
        (told(name=BASIC), "name", "not enough where children are met"),
        (Told(REGISTER, "R", TODAY, number="1", until=date(2032, 1, 1)), "until", "Check the year"),
        (Told(QUALIFICATION, "Q", TODAY, level=6, until=TODAY), "until", "in the future"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(what, field, says) -> None:
    wrong = rules.problem_with(what, on=TODAY)
    assert wrong
    assert wrong[0] == field
    assert says in wrong[1]


def test_what_can_be_right_is() -> None:
    for what in (
        DIPLOMA,
        CHECK,
        told(until=date(2029, 11, 2)),
        Told(REGISTER, "R", TODAY, number="1", until=date(2028, 3, 31)),
    ):
        assert rules.problem_with(what, on=TODAY) is None
    assert rules.problem_with(told(name=BASIC), on=TODAY, adults_only=True) is None
    assert rules.years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)

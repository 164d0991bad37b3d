"""The states and their moves."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workexperience.applications import rules
from workexperience.models import ENDS, HOLDING, ApplicationState

STATES = st.sampled_from([*ApplicationState.values])


def test_rules_name_the_states_that_are_stored():
    assert set(rules.OWNERS) | rules.ENDS == set(ApplicationState.values)
    assert set(ENDS) == rules.ENDS
    assert set(HOLDING) == rules.HOLDING
    assert set(rules.MOVES) == set(ApplicationState.values) - rules.ENDS


@given(STATES)
def test_moves_lead_from_every_state_to_an_end(state):
    reached, new = {state}, {state}
    while new:
        new = {to for one in new for to in rules.MOVES.get(one, ())} - reached
        reached |= new
    assert reached & rules.ENDS


@given(STATES, STATES)
def test_moves_lead_nowhere_from_an_end(state, to):
    assert not (state in rules.ENDS and rules.allowed(state, to))


def test_only_a_correction_leads_out_of_an_end_and_only_after_the_days():
    assert set(rules.PUT_RIGHT) & rules.ENDS == {"absent", "expired", "counted"}
    reached = {to for ends in rules.PUT_RIGHT.values() for to in ends}
    assert reached == {"feedback", "reflection", "counted", "absent"}


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), st.integers(0, 60), st.integers(1, 10))
def test_what_is_offered_expires_at_the_latest_when_the_days_begin(now, days, waits):
    now, first = now.replace(tzinfo=UTC), now.date() + timedelta(days=days)
    found = rules.expires(now, timedelta(days=waits), first)
    assert now <= found <= now + timedelta(days=waits)
    assert found <= max(now, datetime(first.year, first.month, first.day, tzinfo=UTC))


def test_a_day_at_the_workplace_comes_before_feedback_and_reflection():
    assert rules.after_the_days(["not-here", "not-here"], has_feedback=True, has_reflection=True) == "absent"
    assert rules.after_the_days(["not-here", "unwell"], has_feedback=False, has_reflection=True) == "feedback"
    assert rules.after_the_days(["wrong"], has_feedback=False, has_reflection=False) == "feedback"
    assert rules.after_the_days(["here", "not-here"], has_feedback=False, has_reflection=True) == "feedback"
    assert rules.after_the_days(["here"], has_feedback=True, has_reflection=False) == "reflection"
    assert rules.after_the_days(["here"], has_feedback=True, has_reflection=True) == "counted"


def test_a_freed_place_waits_three_days():
    now = datetime(2027, 1, 4, 9, tzinfo=UTC)
    assert rules.expires(now, rules.PLACE_WAITS, date(2027, 3, 1)) == datetime(2027, 1, 7, 9, tzinfo=UTC)

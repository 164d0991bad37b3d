"""Which reminder a day belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.running_out import RAN_OUT, STAGES, said, stage_due


@pytest.mark.parametrize(
    ("left", "stage"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, RAN_OUT), (-14, RAN_OUT), (-15, None)],
)
def test_each_day_has_the_nearest_stage(left, stage):
    assert stage_due(left) == stage


@given(st.integers(-400, 400))
def test_a_stage_is_never_told_before_its_day_and_comes_closer_each_day(left):
    stage, next_day = stage_due(left), stage_due(left - 1)
    assert stage is None or stage == RAN_OUT or (0 <= left <= stage and stage in STAGES)
    if stage is not None and next_day is not None:
        assert next_day <= stage


def test_days_are_said_as_people_say_them():
    assert [said(0), said(1), said(12)] == ["today", "tomorrow", "in 12 days"]

"""Times as people type and read them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdoor.ground.clock import time_in_words, time_of


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("9.30", time(9, 30)),
        ("9:30", time(9, 30)),
        (" 9 am ", time(9)),
        ("9:30 A.M.", time(9, 30)),
        ("9.30pm", time(21, 30)),
        ("0930", time(9, 30)),
        ("17:00", time(17)),
        ("3.30", time(15, 30)),
        ("03:30", time(3, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("noon", time(12)),
        ("9", time(9)),
    ],
)
def test_times_are_read_as_people_type_them(typed, wanted):
    assert time_of(typed) == wanted


@pytest.mark.parametrize("typed", ["", "half past", "25:00", "9:60", "13pm", "0am", "9.3", "24:00", "٩"])
def test_what_is_no_time_is_none(typed):
    assert time_of(typed) is None


@given(st.times().map(lambda when: when.replace(second=0, microsecond=0, tzinfo=None)))
def test_every_time_in_words_is_read_as_the_same_time(when):
    assert time_of(time_in_words(when)) == when


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(typed):
    assert time_of(typed) is None or isinstance(time_of(typed), time)

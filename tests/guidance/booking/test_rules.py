"""Whose yes a meeting needs, whatever is known of somebody."""

from hypothesis import given
from hypothesis import strategies as st

from guidance.booking.rules import PARENT_NEEDED, VIDEO, VIDEO_NEEDED, Yeses, missing_yes
from guidance.models import Channel

ANYBODY = st.builds(Yeses, *[st.booleans()] * 5).filter(lambda one: one.is_13 or not one.is_16)
CHANNELS = st.sampled_from(Channel.values)


@given(CHANNELS, ANYBODY)
def test_from_16_nobody_is_asked(channel, one) -> None:
    if one.is_16:
        assert missing_yes(channel, one) == ""


@given(CHANNELS, ANYBODY)
def test_under_13_nothing_but_a_parents_yes_will_do(channel, one) -> None:
    if not one.is_13:
        assert (missing_yes(channel, one) == PARENT_NEEDED) == (not one.parent_to_meetings)


@given(CHANNELS, ANYBODY)
def test_a_video_call_under_16_needs_the_school_or_a_parent(channel, one) -> None:
    lacks = channel == VIDEO and not any((one.is_16, one.parent_to_video, one.school_to_video))
    says = missing_yes(channel, one)
    assert lacks or says != VIDEO_NEEDED
    assert says or not lacks


@given(CHANNELS, ANYBODY, st.sampled_from(["parent_to_meetings", "parent_to_video", "school_to_video"]))
def test_one_more_yes_never_stands_in_the_way(channel, one, which) -> None:
    more = Yeses(**vars(one) | {which: True})
    if not missing_yes(channel, one):
        assert not missing_yes(channel, more)

"""Whether a meeting needs somebody's yes, and how long things last. Pure: no Django.

Under 13 a parent or carer says yes to a meeting. Under 16 a video call needs the school's yes, or a parent's or carer's
(issue 5.2; domain 4.4 and 4.6). Face to face and by phone nobody is asked from 13.
"""

from dataclasses import dataclass
from datetime import timedelta

VIDEO, VIDEO_FROM = "video", 16  # years old, without a yes
PARENT_NEEDED = (
    "You are under 13, so a parent or carer has to say yes before you can book a meeting. Ask them, or ask your school."
)
VIDEO_NEEDED = (
    "You are under 16, so your school or a parent or carer has to say yes before you can meet by video. "
    "You can book a meeting by phone or face to face now."
)
AT_THAT_TIME = "You have a meeting at that time already."
# The same said to staff who book for somebody else.
FOR_STAFF = {
    PARENT_NEEDED: "They are under 13, so a parent or carer has to say yes before a meeting can be booked. "
    "The parent can do that in their own account, or the school records that they said so.",
    VIDEO_NEEDED: "They are under 16, so their school or a parent or carer has to say yes before they can meet by video. "
    "You can book a meeting by phone or face to face now.",
    AT_THAT_TIME: "They have another meeting at that time already.",
}
HELD_FOR = timedelta(minutes=15)  # a time is kept while somebody answers the questions
ONE_AHEAD = "You have booked a meeting with them already that is still to come. Move that one, or book again after it."
MOST_AHEAD = 3  # meetings to come that a learner can have booked themself
FOLLOW_UP = timedelta(days=28)  # after the meeting its adviser still sees the record
LAST_CHANGE = timedelta(0)  # before it begins


@dataclass(frozen=True)
class Yeses:
    """What is known of a learner, and who has said yes for them."""

    is_13: bool
    is_16: bool
    parent_to_meetings: bool = False
    parent_to_video: bool = False
    school_to_video: bool = False


def missing_yes(channel: str, said: Yeses) -> str:
    """Whose yes is missing to meet in this way, as a sentence to the learner; empty when nothing is."""
    if not said.is_13 and not said.parent_to_meetings:
        return PARENT_NEEDED
    if channel == VIDEO and not said.is_16 and not (said.parent_to_video or said.school_to_video):
        return VIDEO_NEEDED
    return ""


def later_than(years: int, channel: str) -> str:
    """That only times from a birthday on are shown, and who can open earlier ones."""
    is_video = channel == VIDEO and years == VIDEO_FROM
    who = "your school or a parent or carer has to say yes to video" if is_video else "a parent or carer has to say yes"
    return f"These are times on or after your {years}th birthday. For earlier ones {who}."


def why_not_again(to_come: int) -> str:
    """Why an adviser cannot book a learner who has this many meetings to come that the adviser booked; empty when they can.

    Each meeting opens the record until four weeks after it: nobody keeps it open by booking ahead and ahead.
    """
    return ONE_AHEAD if to_come else ""


def for_staff(sentence: str) -> str:
    """A refusal as staff read it who book for somebody else."""
    return FOR_STAFF.get(sentence, sentence)

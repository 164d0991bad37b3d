"""When it can be said what became of a meeting. Pure: no Django."""

from datetime import datetime

CANCELLED = "This meeting is cancelled. There is nothing to say about it."
NOT_BEGUN = "This meeting has not begun yet."
NOT_OVER = "This meeting is not over yet."
MEANWHILE = "It was said meanwhile that they came. If you save this now, what was written for them is deleted."
NO_SUMMARY = "Write what you talked about and decided. {name} reads it."


def why_not_yet(begins: datetime, ends: datetime, now: datetime, *, came: bool) -> str:
    """Why it cannot be said now that they came, or that they did not, as a sentence; empty when it can.

    That somebody came is known once the meeting has begun; that they did not, when its time is over.
    """
    if came:
        return NOT_BEGUN if now < begins else ""
    return NOT_OVER if now < ends else ""


def why_not_taken_back(said_now: str, seen: str, *, came: bool, takes_back: bool) -> str:
    """Why that somebody came cannot be taken back, as a sentence; empty when it can.

    Whoever takes it back has read what stands there now (`seen`): it deletes what was written for the learner.
    """
    return MEANWHILE if came and takes_back and seen != said_now else ""

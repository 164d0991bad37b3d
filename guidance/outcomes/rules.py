"""When it can be said what became of a meeting. Pure: no Django."""

from datetime import datetime

CANCELLED = "This meeting is cancelled. There is nothing to say about it."
NOT_BEGUN = "This meeting has not begun yet."
NOT_OVER = "This meeting is not over yet."
NO_SUMMARY = "Write what you talked about and decided. {name} reads it."


def why_not_yet(begins: datetime, ends: datetime, now: datetime, *, came: bool) -> str:
    """Why it cannot be said now that they came, or that they did not, as a sentence; empty when it can.

    That somebody came is known once the meeting has begun; that they did not, when its time is over.
    """
    if came:
        return NOT_BEGUN if now < begins else ""
    return NOT_OVER if now < ends else ""

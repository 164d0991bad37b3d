"""A wait in words. An offered time reads as a meeting does: `booking.words`."""

from guidance.models import Language, Wait
from guidance.times.words import ways
from guidance.waiting.rules import NEAR

BANDS = {True: "A decision is near", False: "No decision is near"}


def wanted(wait: Wait) -> str:
    """`By video call or by phone`."""
    return ways(wait.channels)


def band(wait: Wait) -> str:
    """Which of the two it is."""
    return BANDS[wait.band == NEAR]


def language(wait: Wait) -> str:
    """`Polish`; empty for English."""
    return str(Language(wait.language).label) if wait.language else ""

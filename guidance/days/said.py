"""Times in words, as the templates of this noun ask for them."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from frontdoor.ground.clock import time_in_words
from guidance.booking.finding import Slot
from guidance.booking.words import how, when
from guidance.models import Meeting
from guidance.times import words

__all__ = ["clock", "hours", "how", "ways", "when"]


def hours(one: Slot | Meeting) -> str:
    """`10am to 10:45am`, by the clock in England."""
    begin, end = (one.time.start, one.time.end) if isinstance(one, Slot) else (one.during.lower, one.during.upper)
    return words.hours(timezone.localtime(begin).time(), timezone.localtime(end).time())


def ways(channels: Iterable[str]) -> str:
    """`By video call or by phone`."""
    return words.ways(channels)


def clock(moment: datetime) -> str:
    """`10:15am`, in England."""
    return time_in_words(timezone.localtime(moment).time())

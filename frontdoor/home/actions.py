"""Writes of the door itself."""

from datetime import datetime, timedelta

from frontdoor.home.models import Feedback
from frontdoor.people.models import User

KEPT_FOR = timedelta(days=365)  # said so in the privacy notice


def say(*, words: str, page: str, now: datetime) -> Feedback:
    """Keep what somebody said. Who said it is not kept."""
    return Feedback.objects.create(words=words, page=page[:200], made_at=now)


def mark_read(*, upto: datetime, by: User, now: datetime) -> int:
    """Everything made until `upto` (what the reader had before them) is read. Says how much was new."""
    return Feedback.objects.filter(read_at=None, made_at__lte=upto).update(read_at=now, read_by=by)


def forget_old_feedback(*, now: datetime) -> int:
    """Delete feedback after a year. Says how much was deleted."""
    return Feedback.objects.filter(made_at__lt=now - KEPT_FOR).delete()[0]

"""The letter after a meeting: that there is a summary, and where to say whether it helped. Nothing of what was said."""

from datetime import datetime

from guidance.booking.letters import AFTER, to_learner
from guidance.models import Meeting, Summary


def after(meeting: Meeting, *, now: datetime) -> bool:
    """To the learner, once a meeting; whether there is a new one now."""
    can_read = meeting.learner.account_id and Summary.objects.filter(meeting=meeting).exists()
    return to_learner(AFTER, meeting, now=now, can_read="yes" if can_read else "")

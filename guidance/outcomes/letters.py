"""The letter after a meeting: that there is a summary, and where to say whether it helped. Nothing of what was said."""

from datetime import datetime

from frontdoor.ground.dates import day_in_words
from guidance.booking.letters import AFTER, to_learner
from guidance.feedback.rules import last_day
from guidance.models import Meeting, Summary
from guidance.times.clocks import london_day

WITH_SUMMARY = "-summary"


def after(meeting: Meeting, *, now: datetime) -> bool:
    """To the learner, once a meeting, and once more when a summary comes later; whether there is a new one now."""
    can_read = meeting.learner.account_id and Summary.objects.filter(meeting=meeting).exists()
    step, said = (WITH_SUMMARY, "yes") if can_read else ("", "")
    until = day_in_words(last_day(london_day(meeting.during.lower)))
    return to_learner(AFTER, meeting, now=now, step=step, can_read=said, until=until)

"""What a meeting writes into its learner's record: one activity, with the facts of that day and nothing of what was said.

Whether it counts is decided in `benchmarks` from these facts: one to one, and the level that the adviser is known to have
had on that day. Information and advice are another kind (issue 5.3; domain 1.2, GB8).
"""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from frontdoor.record.activities.elsewhere import put_activity
from frontdoor.record.activities.facts import Facts
from frontdoor.record.models import ActivityKind, Attendance, Mode
from guidance.advisers.queries import seen_of
from guidance.advisers.rules import level_on, why_level
from guidance.booking.reasons import KEY
from guidance.models import Channel, Meeting, Outcome
from guidance.times.clocks import london_day

SOURCE = "A meeting booked here"
GUIDANCE, INFORMATION = "Personal guidance meeting", "Information or advice from a careers adviser"
MODES = {Channel.VIDEO: Mode.ONLINE, Channel.PHONE: Mode.PHONE, Channel.FACE: Mode.IN_PERSON}
AN_HOUR = timedelta(hours=1)


def key_of(meeting: Meeting) -> str:
    """The key of the activity in the record; it stays however often the meeting moves."""
    return f"{KEY}{meeting.pk}"


def put(meeting: Meeting, *, by: Any, now: datetime) -> None:
    """The record says what became of this meeting. The same again changes nothing. Its institution is held already."""
    put_activity(
        institution=meeting.institution,
        learner=meeting.learner,
        by=by,
        now=now,
        facts=facts_of(meeting),
        attendance=Attendance.ABSENT if meeting.outcome == Outcome.MISSED else Attendance.ATTENDED,
        feedback=False,
        source=SOURCE,
        source_key=key_of(meeting),
    )


def facts_of(meeting: Meeting) -> Facts:
    """The facts of a meeting of which somebody has said what became of it."""
    day = london_day(meeting.during.lower)
    hours = Decimal((meeting.during.upper - meeting.during.lower) / AN_HOUR).quantize(Decimal("0.01"))
    mode = MODES[Channel(meeting.channel)]
    if meeting.outcome == Outcome.INFORMED:
        host = meeting.adviser.service.organisation
        met = None if host.pk == meeting.institution_id else host
        return Facts(kind=ActivityKind.INFORMATION, title=INFORMATION, day=day, hours=hours, mode=mode, host=met)
    seen = seen_of([meeting.adviser])[meeting.adviser_id]
    return Facts(
        kind=ActivityKind.GUIDANCE,
        title=GUIDANCE,
        day=day,
        hours=hours,
        mode=mode,
        one_to_one=True,
        adviser_level=level_on(seen, day),
        adviser_note=why_level(seen, day),
    )

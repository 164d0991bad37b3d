"""Saying what became of a meeting, and what was agreed for the time after.

Each holds the institution first, whose records it changes, then the learner and the meeting, as whoever books does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.ground.privacy import past
from frontdoor.ground.refused import Refused
from frontdoor.record.holding import hold
from frontdoor.record.models import Goal
from frontdoor.record.plan import agreed
from guidance.booking.actions import held_meeting
from guidance.booking.letters import missed
from guidance.models import Feedback, Meeting, Outcome, Summary
from guidance.outcomes import letters, recorded, rules

CAME = (Outcome.ATTENDED, Outcome.INFORMED)


@dataclass(frozen=True)
class Said:
    """What the adviser writes for the learner, and who else may read it by the learner's word."""

    talked: str
    options: str = ""
    school_may_read: bool = False
    advisers_may_read: bool = False


@transaction.atomic
def record(*, meeting_id: int, outcome: Outcome, said: Said | None, by: Any, now: datetime, seen: str = "") -> Meeting:
    """The adviser says what became of a meeting; the learner's record says so at once. Saying it again corrects it.

    Personal guidance leaves a summary. Of information and advice there may be one; of a meeting that somebody missed there
    is none, and no feedback. `seen` is what stood there when the adviser decided: that they came is taken back, which
    deletes what was written, only by somebody who has seen it.
    """
    meeting = _held(meeting_id)
    if meeting.cancelled_at:
        raise Refused(rules.CANCELLED)
    begins, ends = meeting.during.lower, meeting.during.upper
    if why := rules.why_not_yet(begins, ends, now, came=outcome in CAME):
        raise Refused(why)
    came = meeting.outcome in CAME
    if why := rules.why_not_taken_back(meeting.outcome, seen, came=came, takes_back=outcome not in CAME):
        raise Refused(why)
    if outcome == Outcome.ATTENDED and not (said and said.talked.strip()):
        raise Refused(rules.NO_SUMMARY.format(name=meeting.learner.name))
    changed = meeting.outcome != outcome
    if changed:
        meeting.outcome, meeting.outcome_by, meeting.outcome_at = outcome, by, now
        meeting.save(update_fields=["outcome", "outcome_by", "outcome_at"])
    recorded.put(meeting, by=by, now=now)
    if outcome in CAME:
        _summarise(meeting, said, by, now)
        letters.after(meeting, now=now)
    elif changed:
        _forget(meeting)
        missed(meeting, now=now)
    return meeting


@transaction.atomic
def agree(
    *, meeting_id: int, goal_id: int | None, title: str, steps: Sequence[agreed.Step], by: Any, now: datetime
) -> Goal:
    """What was agreed in a meeting stands in the learner's plan: for a goal of theirs, or a new one of this title."""
    meeting = _held(meeting_id)
    if meeting.outcome not in CAME:
        raise Refused("Say first that they came.")
    return agreed.add(
        learner=meeting.learner,
        goal_id=goal_id,
        title=title,
        steps=steps,
        agreed_in=recorded.key_of(meeting),
        by=by,
        now=now,
    )


def _held(meeting_id: int) -> Meeting:
    hold(Meeting.objects.filter(pk=meeting_id).values_list("institution", flat=True).first())
    return held_meeting(meeting_id)


def _summarise(meeting: Meeting, said: Said | None, by: Any, now: datetime) -> None:
    """Who may read it is the learner's to say: once written it is theirs to change, if they have an account."""
    if said is None or not said.talked.strip():
        return
    facts: dict[str, Any] = {"talked": said.talked.strip(), "options": said.options.strip()}
    may_read = {"school_may_read": said.school_may_read, "advisers_may_read": said.advisers_may_read}
    found = Summary.objects.filter(meeting=meeting).first()
    if found is None:
        Summary.objects.create(meeting=meeting, written_by=by, written_at=now, **facts, **may_read)
        return
    wanted = facts if meeting.learner.account_id else facts | may_read
    changed = [name for name, value in wanted.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, wanted[name])
    if changed:
        found.save(update_fields=changed)


def _forget(meeting: Meeting) -> None:
    """What was written of a meeting that did not happen was written by mistake, maybe of somebody else: it goes whole."""
    for summary in Summary.objects.filter(meeting=meeting):
        pk = summary.pk
        summary.delete()
        past(Summary).filter(pgh_obj_id=pk).delete()
    Feedback.objects.filter(meeting=meeting).delete()

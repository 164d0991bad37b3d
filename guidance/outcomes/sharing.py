"""Who reads a summary: its learner always, its adviser for a time, two more while the learner says so, and nobody else."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.record.models import Enrolment
from guidance.advisers.standing import name_of
from guidance.booking.actions import held_meeting
from guidance.booking.reasons import is_open
from guidance.booking.rules import FOLLOW_UP
from guidance.models import Meeting, Summary
from guidance.times.clocks import london_day

NO_SUMMARY = "There is no summary of this meeting, so there is nobody to choose."
NOT_YOURS = "Only the person whose meeting it was can say who reads its summary."


@transaction.atomic
def set_readers(*, meeting_id: int, school: bool, advisers: bool, by: Any) -> Summary:
    """The learner says who else may read the summary: it holds from the next page that anybody opens.

    Repeating changes nothing. A meeting without a school has no school that could read it.
    """
    meeting = held_meeting(meeting_id)
    if by is None or meeting.learner.account_id != by.pk:
        raise Refused(NOT_YOURS)
    summary = Summary.objects.filter(meeting=meeting).first()
    if summary is None:
        raise Refused(NO_SUMMARY)
    wanted = {"school_may_read": school and meeting.institution_id is not None, "advisers_may_read": advisers}
    changed = [name for name, value in wanted.items() if getattr(summary, name) != value]
    for name in changed:
        setattr(summary, name, wanted[name])
    if changed:
        summary.save(update_fields=changed)
    return summary


def readers(meeting: Meeting, summary: Summary, *, today: date) -> Iterable[str]:
    """Who may read it today besides its learner, one a line."""
    if last := _last_with(meeting, today):
        until = day_in_words(london_day(last.during.lower) + FOLLOW_UP)
        yield f"{name_of(meeting.adviser)}, your adviser, until {until}"
    if summary.school_may_read and on_its_roll(meeting):
        yield f"{school_readers(meeting)}, while you are on its roll"
    if summary.advisers_may_read:
        yield "Careers advisers whom you meet later, until 28 days after you meet"


def school_readers(meeting: Meeting) -> str:
    """`The careers leader and head of Herefield School`; empty where it was for no school or college."""
    return f"The careers leader and head of {meeting.institution.name}" if meeting.institution else ""


def on_its_roll(meeting: Meeting) -> bool:
    """Whether the learner is on the roll of the school or college for which it was held, now."""
    live = Enrolment.objects.filter(learner=meeting.learner_id, institution=meeting.institution_id, ended_on=None)
    return meeting.institution_id is not None and live.exists()


def _last_with(meeting: Meeting, today: date) -> Meeting | None:
    """The last meeting by which its adviser sees the learner today: this one, or one after it."""
    found = Meeting.objects.filter(
        is_open(today),
        learner=meeting.learner_id,
        adviser__user=meeting.adviser.user_id,
        cancelled_at=None,
        during__startswith__gte=meeting.during.lower,
    )
    return found.order_by("-during__startswith").first()

"""What an adviser reads before a meeting: one page, as far as the reason of this very meeting opens the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from frontdoor.record import access
from frontdoor.record.activities.queries import timeline
from frontdoor.record.carers.rules import years_old
from frontdoor.record.models import Enrolment, Learner, Participation, Reason
from frontdoor.record.plan.queries import Planned, plan_of, what_helps
from guidance.booking.queries import BEGINS, of_learner
from guidance.booking.reasons import KEY, key_of
from guidance.days.opens import Part, opens
from guidance.models import Meeting, Note, Summary

MOST, MOST_EARLIER = 10, 5  # of what was done, and of earlier meetings: it fits on one sheet


@dataclass(frozen=True)
class Person:
    """Who comes, as far as it helps a conversation; None or nothing where it is not known."""

    age: int | None
    enrolments: Sequence[Enrolment]


@dataclass(frozen=True)
class Earlier:
    """A meeting before this one: the summary where this adviser may read it, and their own notes."""

    meeting: Meeting
    summary: Summary | None
    note: Note | None


@dataclass(frozen=True)
class Brief:
    """All parts that the reason opens, None for the others. `until` is the last day on which the adviser sees any of it."""

    until: date
    what_helps: str = ""
    person: Person | None = None
    done: Sequence[Participation] | None = None
    plan: Sequence[Planned] | None = None  # open goals
    earlier: Sequence[Earlier] | None = None


def brief_of(meeting: Meeting, *, now: datetime) -> Brief | None:
    """The brief of a meeting for its adviser; None where no reason of this meeting lives. The queries are as many for all."""
    today = timezone.localdate(now)
    live = Reason.objects.filter(access.live(today), source_key=key_of(meeting), person=meeting.adviser.user_id)
    reason = live.first()
    if reason is None or reason.until is None:
        return None
    parts, learner = opens(reason.scope), meeting.learner
    return Brief(
        until=reason.until,
        what_helps=what_helps(learner) if Part.SAID in parts and meeting.shares_what_helps else "",
        person=_person(learner, today) if Part.PERSON in parts else None,
        done=_done(learner) if Part.DONE in parts else None,
        plan=[one for one in plan_of(learner) if not one.goal.reached_on] if Part.PLAN in parts else None,
        earlier=_earlier(meeting) if Part.EARLIER in parts else None,
    )


def _person(learner: Learner, today: date) -> Person:
    born = learner.date_of_birth
    here = learner.enrolments.filter(ended_on=None).select_related("institution").order_by("sort", "pk")
    return Person(years_old(born, today) if born else None, list(here))


def _done(learner: Learner) -> list[Participation]:
    """Without the meetings that were booked here: they stand below it, with what became of them."""
    return list(timeline(learner).exclude(activity__source_key__startswith=KEY)[:MOST])


def _earlier(meeting: Meeting) -> list[Earlier]:
    before = of_learner(meeting.learner).filter(cancelled_at=None, during__startswith__lt=meeting.during.lower)
    found = list(before.select_related("summary").order_by(BEGINS.desc(), "-pk")[:MOST_EARLIER])
    notes = {one.meeting_id: one for one in Note.objects.filter(meeting__in=found, adviser=meeting.adviser_id)}
    return [Earlier(one, _summary(one, meeting.adviser.user_id), notes.get(one.pk)) for one in found]


def _summary(meeting: Meeting, reader_id: Any) -> Summary | None:
    """For whoever wrote it, and for whoever meets the learner later where the learner agrees."""
    found: Summary | None = getattr(meeting, "summary", None)
    may_read = found is not None and (found.advisers_may_read or found.written_by_id == reader_id)
    return found if may_read else None

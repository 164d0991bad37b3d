"""What a placement writes into the learner's record: what happened, and nothing before a first day is marked.

Call `record_placement` in the transaction of whatever changes it: the mark of a day, feedback, a reflection. Take
`record.holding.hold(application.institution_id)` before the application's own locks: `locked` does both.
"""

from datetime import datetime
from typing import Any

from frontdoor.record.activities.elsewhere import put_activity, take_back
from frontdoor.record.activities.facts import Facts
from frontdoor.record.holding import hold
from frontdoor.record.models import ActivityKind, Attendance, Part
from frontdoor.record.models import Mode as Met
from workexperience.applications import moves
from workexperience.logbook import certificates, rules
from workexperience.logbook.queries import held
from workexperience.logbook.rules import Outcome
from workexperience.models import Application, ApplicationState, OfferKind

SOURCE = "A placement found here"
# Domain 5.2: a talk or a mock interview is an encounter with an employer, the others are experiences of a workplace. One
# that was online is marked so, and counts in part.
ENCOUNTERS = (OfferKind.TALK, OfferKind.INTERVIEW)


def key_of(application: Application, *, online: bool = False) -> str:
    """The key of the activity in the record, of the part in person or the one online."""
    return f"workexperience.application:{application.pk}{':online' if online else ''}"


def locked(application_id: int, *, expect: ApplicationState | None = None) -> Application:
    """As `moves.locked`, for an action that writes into the record: the institution is held first. Refused likewise."""
    hold(Application.objects.filter(pk=application_id).values_list("institution", flat=True).first())
    return moves.locked(application_id, expect=expect)


def record_placement(application: Application, now: datetime, *, by: Any = None) -> None:
    """The record says what is known of these days now, once for those in person and once for those online.

    Once a day is marked, and until all marks are taken back. The same again changes nothing. `by` is None for a mark that
    came by a link.
    """
    days = held(application)
    is_begun = any(day.mark for day in days)
    for online in (False, True):
        part = rules.outcome([day for day in days if day.is_online == online])
        if is_begun and part:
            _put(application, part, online=online, by=by, now=now)
        else:
            take_back(institution=application.institution, source_keys=[key_of(application, online=online)])
    certificates.make_if_due(application, now=now)


def _put(application: Application, part: Outcome, *, online: bool, by: Any, now: datetime) -> None:
    first, last = part.dates[0], part.dates[-1]
    put_activity(
        institution=application.institution,
        learner=application.learner,
        by=by,
        now=now,
        facts=Facts(
            kind=ActivityKind.EMPLOYER if application.offer.kind in ENCOUNTERS else ActivityKind.WORKPLACE,
            title=application.offer.title,
            day=first,
            last_day=last,
            dates=part.dates,
            hours=part.hours,
            mode=Met.ONLINE if online else Met.IN_PERSON,
            host=application.offer.employer.organisation,
            parts=tuple(sorted(parts_of(application))),
        ),
        attendance=Attendance(part.was),
        feedback=application.feedback_at is not None,
        source=SOURCE,
        source_key=key_of(application, online=online),
    )


def parts_of(application: Application) -> set[Part]:
    """What was part of it: what the offer says, what the learner says, and what has been written since."""
    offer = application.offer
    known = {
        Part.PURPOSE: bool(offer.doing and application.hopes),
        Part.OUTCOMES: bool(offer.learning),
        Part.TASK: offer.has_task,
        Part.TWO_WAY: offer.has_live_contact,
        Part.FEEDBACK: application.feedback_at is not None,
        Part.REFLECTION: application.reflected_at is not None,
    }
    return {part for part, is_so in known.items() if is_so} | {Part(one) for one in application.happened}

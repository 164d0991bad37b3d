"""Saying yes to meetings and to video for a child, and taking it back.

A yes that is taken back holds for nothing that is booked from then on. Meetings that are booked already stay: whoever does
not want one cancels it.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year, last_day
from frontdoor.organisations.models import Organisation
from frontdoor.record.models import Carer, Learner
from guidance.agreeing import letters, queries
from guidance.models import AgreedTo, ParentalYes, VideoYes

NOT_NEEDED = "Nobody has to say yes to this for them: they are old enough to decide."
FUTURE = "The day on which they said yes must be today or in the past."
RUN_OUT = (
    "A yes holds until the end of the school year in which it was said. This one has run out on {}: ask them again."
)
AFTER_NO = (
    "A parent or carer took their yes back on {} in their own account. Record a new one only if they have told you after "
    "that day."
)
PARENTS_OWN = "A parent or carer said this yes in their own account. Only a parent or carer can take it back."
NO_NAME = "Enter the full name of the parent or carer who said yes."
MOST_NAME = 150


@transaction.atomic
def say_yes(
    *,
    learner: Learner,
    agreed_to: AgreedTo,
    name: str,
    said_on: date,
    told: Carer | Organisation,
    by: Any,
    now: datetime,
) -> ParentalYes:
    """A parent or carer says yes, themselves or to staff of a school (`told`). While one holds, another changes nothing.

    What staff write down is told to every parent and carer who sees the record. It cannot undo a parent's own no: only what
    was said on a later day counts.
    """
    learner = Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
    today = timezone.localdate(now)
    if same := queries.holding(learner, on=today).filter(agreed_to=agreed_to).first():
        return same
    until = last_day(academic_year(said_on))
    if agreed_to not in queries.asked(learner, on=today):
        raise Refused(NOT_NEEDED)
    if said_on > today:
        raise Refused(FUTURE)
    if until < today:
        raise Refused(RUN_OUT.format(day_in_words(until)))
    if not name.strip():
        raise Refused(NO_NAME)
    carer = told if isinstance(told, Carer) else None
    if carer is None and (back := queries.parent_took_back(learner, agreed_to)) and said_on <= back:
        raise Refused(AFTER_NO.format(day_in_words(back)))
    _end(learner, agreed_to, by=by, now=now)  # one that has run out, and that nobody took back
    facts = {"said_on": said_on, "until": until, "carer": carer, "name": name.strip()[:MOST_NAME]}
    made = ParentalYes.objects.create(learner=learner, agreed_to=agreed_to, created_by=by, created_at=now, **facts)
    if isinstance(told, Organisation):
        letters.recorded(made, told, now=now)
    return made


@transaction.atomic
def take_back(*, learner: Learner, agreed_to: AgreedTo, is_parent: bool, by: Any, now: datetime) -> bool:
    """The yes holds no more. False when there was none. What is booked stays booked.

    What a parent or carer said in their own account only a parent or carer takes back.
    """
    Learner.objects.select_for_update(no_key=True).get(pk=learner.pk)
    own = queries.holding(learner, on=timezone.localdate(now)).filter(agreed_to=agreed_to, carer__isnull=False)
    if not is_parent and own.exists():
        raise Refused(PARENTS_OWN)
    return bool(_end(learner, agreed_to, by=by, now=now))


@transaction.atomic
def allow_video(*, institution: Organisation, by: Any, now: datetime) -> VideoYes:
    """The school says yes to video for its learners under 16. Saying it again changes nothing."""
    held = Organisation.objects.select_for_update(no_key=True).get(pk=institution.pk)
    if same := queries.to_video(held):
        return same
    return VideoYes.objects.create(institution=held, created_by=by, created_at=now)


@transaction.atomic
def stop_video(*, institution: Organisation, by: Any, now: datetime) -> bool:
    """The school takes its yes back. False when there was none. What is booked stays booked."""
    Organisation.objects.select_for_update(no_key=True).get(pk=institution.pk)
    found = VideoYes.objects.select_for_update().filter(institution=institution, ended_at=None).first()
    if found is None:
        return False
    found.ended_by, found.ended_at = by, now
    found.save(update_fields=["ended_by", "ended_at"])
    return True


def _end(learner: Learner, agreed_to: str, *, by: Any, now: datetime) -> int:
    live = ParentalYes.objects.select_for_update(of=("self",)).filter(
        learner=learner, agreed_to=agreed_to, ended_at=None
    )
    ended = list(live)
    for one in ended:
        one.ended_by, one.ended_at = by, now
        one.save(update_fields=["ended_by", "ended_at"])
    return len(ended)

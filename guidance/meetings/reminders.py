"""The reminders of a meeting to its learner: 7 days and 1 day before it.

Any run makes what is due and was not made before. A missed run catches up with the nearest stage only. Whoever was given
the time on the day of a stage, or later, has that letter and gets no reminder of that stage.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from frontdoor.ground.running_out import said
from frontdoor.letters.many import Draft, queue_many
from frontdoor.letters.models import Letter
from frontdoor.record.care.letters import who_each_turns_to
from frontdoor.record.models import Enrolment, Reason
from guidance.booking import letters
from guidance.booking.queries import around
from guidance.booking.reasons import key_of
from guidance.models import Meeting
from guidance.times.clocks import london_day
from guidance.times.stored import moments

STAGES = (7, 1)  # days before
BATCH = 200  # meetings whose letters are made in one transaction


def remind(*, now: datetime) -> int:
    """Write to everybody whose meeting is near; how many letters were made. Seven queries a batch."""
    made, due = 0, list(_due(now).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(due), BATCH):
        with transaction.atomic():
            made += _remind(due[start : start + BATCH], now)
    return made


def stage_of(day: date, given_on: date, today: date) -> int | None:
    """The stage that is due today for a meeting on a day, whose time was given on another one; None: no reminder."""
    stage = min((stage for stage in STAGES if (day - today).days <= stage), default=None)
    return stage if stage is not None and (day - given_on).days > stage else None


def _due(now: datetime) -> QuerySet[Meeting]:
    """Those that begin from now to the end of the last day that can have a reminder."""
    today = timezone.localdate(now)
    until = moments(today, today + timedelta(days=max(STAGES))).upper
    return Meeting.objects.filter(cancelled_at=None, during__startswith__gt=now, during__startswith__lt=until)


def _remind(ids: list[int], now: datetime) -> int:
    today = timezone.localdate(now)
    meetings = list(around(Meeting.objects.filter(pk__in=ids, cancelled_at=None)))
    keys = {letters.letter_key(letters.REMINDER, one, f"-{stage}"): one for one in meetings for stage in STAGES}
    told = set(Letter.objects.filter(key__in=keys).values_list("key", flat=True))
    stages = _stages(meetings, today)
    new = [
        one
        for one in meetings
        if one.pk in stages and letters.letter_key(letters.REMINDER, one, f"-{stages[one.pk]}") not in told
    ]
    if not new:
        return 0
    # What is said of the day is true today only; tomorrow there is another stage, or none.
    keep_for = moments(today, today).upper - now
    return queue_many(_drafts(new, stages, today), now=now, keep_for=keep_for)


def _stages(meetings: Iterable[Meeting], today: date) -> dict[int, int]:
    """The stage of each meeting that is due one. When its time was given stands in the reason that the time opened."""
    keys = {key_of(one): one for one in meetings}
    opened = dict(Reason.objects.filter(source_key__in=keys).values_list("source_key", "starts_on"))
    found = {}
    for key, one in keys.items():
        given_on = opened.get(key, london_day(one.created_at))
        if stage := stage_of(london_day(one.during.lower), given_on, today):
            found[one.pk] = stage
    return found


def _drafts(meetings: list[Meeting], stages: dict[int, int], today: date) -> list[Draft]:
    addresses = _addresses(meetings)
    safe = who_each_turns_to({one.learner_id for one in meetings})
    return [
        letters.draft(
            letters.REMINDER,
            one,
            to=addresses[one.pk],
            safe=safe[one.learner_id],
            step=f"-{stages[one.pk]}",
            soon=said((london_day(one.during.lower) - today).days),
        )
        for one in meetings
        if addresses.get(one.pk)
    ]


def _addresses(meetings: list[Meeting]) -> dict[int, str]:
    """As `letters.address_of`, for many: the learner's account, else the roll of the school."""
    found = {one.pk: str(one.learner.account.email) for one in meetings if one.learner.account}
    others = [one for one in meetings if one.pk not in found and one.institution_id]
    roll = Enrolment.objects.filter(learner__in=[one.learner_id for one in others], ended_on=None)
    emails: dict[tuple[int, int | None], str] = {
        (learner, at): email for learner, at, email in roll.values_list("learner", "institution", "email")
    }
    return found | {one.pk: emails.get((one.learner_id, one.institution_id), "") for one in others}

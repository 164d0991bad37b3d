"""What may be done to activities: record one, change it, mark who was there, delete it. All are in the history."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.record.access import learners_at
from frontdoor.record.activities.facts import Facts, columns_of, facts_of, is_one_to_one, problem, tidy
from frontdoor.record.holding import hold
from frontdoor.record.models import Activity, Attendance, Participation

MOST = 3_000  # learners of one activity
MOST_MEETINGS = 60  # one-to-one meetings recorded at once: more do not fit into a day's work of a few advisers
BY_HAND, BY_FILE = "log:", "file:"  # what the keys of our own activities begin with
NOBODY = "Choose at least one person who was there or was asked to be."
NOT_HERE = "Somebody you chose is not on your roll any more. Choose again."
ONE = "A one-to-one meeting has one person."
ELSEWHERE = "This was recorded in another part of the service. Change it there."


@transaction.atomic
def log_activity(
    *,
    institution: Organisation | None,
    by: Any,
    now: datetime,
    facts: Facts,
    attended: Iterable[int],
    absent: Iterable[int] = (),
    source: str,
    source_key: str,
) -> Activity:
    """Record one activity with everybody who was there or absent (ids of learners). The same key again is the same one.

    On a day to come they are invited, and who was there is said afterwards. Refused when the facts cannot be kept, when
    nobody is named, or when somebody is not on the institution's roll.
    """
    hold(institution.pk if institution else None)
    mine = Activity.objects.filter(source_key=source_key)
    if found := mine.filter(institution=institution).first():
        return found
    facts = _checked(facts, now)
    marks = _marks(attended, absent)
    if facts.day > timezone.localdate(now):
        marks = {one: Attendance.INVITED for one, mark in marks.items() if mark == Attendance.ATTENDED}
    _check_people(institution, facts, marks, now)
    told = {"institution": institution, "source": source, "created_by": by, "created_at": now}
    activity, made = Activity.objects.get_or_create(source_key=source_key, defaults=columns_of(facts) | told)
    if made:
        _write(activity, marks)
    return activity


@transaction.atomic
def log_each(
    *,
    institution: Organisation,
    by: Any,
    now: datetime,
    facts: Facts,
    attended: Iterable[int],
    absent: Iterable[int] = (),
    source: str,
    source_key: str,
) -> list[Activity]:
    """Record what was chosen for these learners: one activity for all, or a one-to-one meeting for each of them."""
    same: dict[str, Any] = {"institution": institution, "by": by, "now": now, "facts": facts, "source": source}
    if not is_one_to_one(facts):
        return [log_activity(**same, attended=attended, absent=absent, source_key=source_key)]
    marks = _marks(attended, absent)
    if len(marks) > MOST_MEETINGS:
        raise Refused(f"You can record up to {MOST_MEETINGS} one-to-one meetings at once. Choose fewer people.")
    if not marks:
        raise Refused(NOBODY)
    return [
        log_activity(
            **same,
            attended=[one] if mark == Attendance.ATTENDED else [],
            absent=[one] if mark == Attendance.ABSENT else [],
            source_key=f"{source_key}:{one}",
        )
        for one, mark in marks.items()
    ]


def can_change(activity: Activity) -> bool:
    """Whether it is changed here: what another room recorded (a booked meeting, a placement) is changed there."""
    return activity.source_key.startswith((BY_HAND, BY_FILE))


@transaction.atomic
def change_activity(*, activity: Activity, facts: Facts, by: Any, now: datetime) -> bool:  # noqa: ARG001 `by`: history
    """Put other facts in place of these; whether anything changed. The history keeps what stood there, and who."""
    locked = _locked(activity)
    facts = _checked(facts, now)
    if is_one_to_one(facts) and locked.participations.count() > 1:
        raise Refused(ONE)
    before = columns_of(facts_of(locked))
    changed = {name: value for name, value in columns_of(facts).items() if value != before[name]}
    for name, value in changed.items():
        setattr(locked, name, value)
    if changed:
        locked.save(update_fields=list(changed))
    return bool(changed)


@transaction.atomic
def mark_attendance(
    *,
    activity: Activity,
    learners: Iterable[int],
    attendance: Attendance,
    by: Any,  # noqa: ARG001 the history says who
    now: datetime,
) -> int:
    """Say of these learners (ids) that they were there, or were not; those who had no mark get one. Counts changes."""
    locked = _locked(activity)
    wanted = {*learners}
    if attendance == Attendance.ATTENDED and locked.day > timezone.localdate(now):
        attendance = Attendance.INVITED
    _check_roll(locked.institution, wanted, now)
    rows = {row.learner_id: row for row in locked.participations.filter(learner__in=wanted)}
    new = dict.fromkeys(wanted - rows.keys(), attendance)
    if new:
        if is_one_to_one(facts_of(locked)) and (len(new) > 1 or locked.participations.exists()):
            raise Refused(ONE)
        _write(locked, new)
    changed = locked.participations.filter(learner__in=rows).exclude(attendance=attendance)
    return len(new) + changed.update(attendance=attendance)


@transaction.atomic
def mark_all(*, activity: Activity, marks: Iterable[tuple[Iterable[int], Attendance]], by: Any, now: datetime) -> int:
    """Several kinds of mark at once: all are written, or none. Counts changes."""
    return sum(
        mark_attendance(activity=activity, learners=learners, attendance=mark, by=by, now=now)
        for learners, mark in marks
    )


@transaction.atomic
def delete_activity(*, activity: Activity, by: Any) -> None:  # noqa: ARG001 the history says who
    """Take an activity away, with every mark of who was there. Deleting it twice is deleting it once."""
    if not can_change(activity):
        raise Refused(ELSEWHERE)
    hold(activity.institution_id)
    Activity.objects.filter(pk=activity.pk).delete()


def _locked(activity: Activity) -> Activity:
    """The activity as it stands now; everyone who would change it waits here."""
    hold(activity.institution_id)
    found = Activity.objects.select_for_update().filter(pk=activity.pk).first()
    if found is None:
        raise Refused("This activity has been deleted.")
    if not can_change(found):
        raise Refused(ELSEWHERE)
    return found


def _checked(facts: Facts, now: datetime) -> Facts:
    facts = tidy(facts)
    _column, said = problem(facts, today=timezone.localdate(now))
    if said:
        raise Refused(said)
    return facts


def _marks(attended: Iterable[int], absent: Iterable[int]) -> dict[int, Attendance]:
    """Each learner's mark, in a fixed order. Who is named as both was there."""
    marks = dict.fromkeys(absent, Attendance.ABSENT) | dict.fromkeys(attended, Attendance.ATTENDED)
    return dict(sorted(marks.items()))


def _check_people(institution: Organisation | None, facts: Facts, marks: dict[int, Attendance], now: datetime) -> None:
    if not marks:
        raise Refused(NOBODY)
    if len(marks) > MOST:
        raise Refused(f"An activity can have up to {MOST:,} people here. Load a larger one from a file.")
    if is_one_to_one(facts) and len(marks) > 1:
        raise Refused(ONE)
    _check_roll(institution, marks, now)


def _check_roll(institution: Organisation | None, learners: Iterable[int], now: datetime) -> None:
    if institution is None:  # an adult's activity belongs to no programme
        return
    wanted = {*learners}
    if learners_at(institution, today=timezone.localdate(now)).filter(pk__in=wanted).count() != len(wanted):
        raise Refused(NOT_HERE)


def _write(activity: Activity, marks: dict[int, Attendance]) -> None:
    Participation.objects.bulk_create(
        [Participation(activity=activity, learner_id=one, attendance=mark) for one, mark in marks.items()],
        batch_size=1_000,
    )

"""Making a placement firm, saying who was there, and writing feedback.

The order of locks: institution (where the record is written), learner, offer, application, day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from workexperience.applications import moves, rules
from workexperience.models import ENDS, URGENT, Application, ApplicationState, Day, Mark
from workexperience.offers.plan import hours_a_day
from workexperience.offers.queries import days_of
from workexperience.placements import letters, queries
from workexperience.placements.recorded import locked, record_placement

S = ApplicationState
Key = tuple[date, bool]
AT_WORK = (S.CONFIRMED, S.ACCEPTED, S.FEEDBACK)


@dataclass(frozen=True)
class Supervision:
    """Who looks after the learner: one person, and by day (date, whether online) somebody else."""

    name: str = ""
    phone: str = ""
    by_day: Mapping[Key, tuple[str, str]] = field(default_factory=dict)

    def of(self, key: Key) -> dict[str, str]:
        """The columns of one day."""
        name, phone = self.by_day.get(key, (self.name, self.phone))
        return {"supervisor_name": name, "supervisor_phone": phone}


@transaction.atomic
def settle(application: Application, *, by: Any, now: datetime, supervision: Supervision | None = None) -> Application:
    """Make the days of an accepted placement, and confirm it when nothing is missing; else it is accepted only.

    The application comes from `moves.locked`. Called whenever something changes that `queries.missing` asks about. Days
    that stay keep their supervisor unless `supervision` says another; new ones begin with the offer's.
    """
    make_days(application, supervision)
    gaps = queries.missing(application, on=timezone.localdate(now))
    to = S.ACCEPTED if gaps else S.CONFIRMED
    if application.state == to:
        return application
    if to == S.CONFIRMED:
        application.confirmed_at = now
    return moves.put(application, to, by=by, now=now, words=gaps[0] if gaps else "")


def make_days(application: Application, supervision: Supervision | None = None) -> None:
    """The `Day` rows of the application's own days: made, changed or taken away. One that is marked stays as it is."""
    stored = {(one.day, one.is_online): one for one in application.days.all()}
    usual = Supervision(application.offer.supervisor_name, application.offer.supervisor_phone)
    for one in queries.planned(application):
        day = stored.pop(one.key, None)
        if day and day.mark:
            continue
        facts: dict[str, Any] = {
            "session": one.session,
            "starts_at": one.session.starts_at,
            "ends_at": one.session.ends_at,
            "hours": round(hours_a_day(days_of(one.session)), 2) or Decimal(0),
        }
        if supervision or not day:
            facts |= (supervision or usual).of(one.key)
        day = day or Day(application=application, day=one.day, is_online=one.session.is_online)
        if day.pk is None or any(getattr(day, name) != value for name, value in facts.items()):
            for name, value in facts.items():
                setattr(day, name, value)
            day.save()
    application.days.filter(pk__in=[gone.pk for gone in stored.values()], mark="").delete()


@transaction.atomic
def mark(*, day_id: int, mark: Mark, by: Any, now: datetime) -> Day:
    """The workplace says whether somebody was there. By the supervisor's link `by` is None.

    All but "here" reach the school's people at once and stay on top of their list until one of them answers.
    """
    day = _held(day_id)
    if day.mark == mark:
        return day
    if refusal := queries.can_mark(day, now=now):
        raise Refused(refusal)
    before = day.mark
    _put_mark(day, mark, by=by, now=now)
    if mark in URGENT or before in URGENT:
        letters.told_school(day, was_urgent=before in URGENT, now=now)
    return day


@transaction.atomic
def mark_at_school(*, day_id: int, mark: Mark, by: Any, now: datetime) -> Day:
    """The school says it, or puts right what the workplace said: it has spoken to somebody, so nothing waits for an answer."""
    day = _held(day_id)
    if day.mark == mark and (day.answered_at or mark not in URGENT):
        return day
    if refusal := queries.school_cannot_mark(day, on=timezone.localdate(now)):
        raise Refused(refusal)
    found = _put_mark(day, mark, by=by, now=now, answered=mark in URGENT)
    _put_right(found.application, by=by, now=now)
    return found


@transaction.atomic
def answer(*, day_id: int, by: Any, now: datetime) -> Day:
    """Somebody at the school has spoken to the workplace or the learner: the day leaves the top of their list."""
    day = _held(day_id)
    if day.answered_at or day.mark not in URGENT:
        return day
    day.answered_by, day.answered_at = by, now
    day.save(update_fields=["answered_by", "answered_at"])
    go_on(day.application, by=by, now=now)
    return day


@transaction.atomic
def give_feedback(*, application_id: int, words: str, name: str, by: Any, now: datetime) -> Application:
    """The workplace writes what the learner did well; learner and school read it. Once; by the link `by` is None."""
    application = locked(application_id)
    if application.feedback == words:
        return application
    if refusal := queries.can_write_feedback(application, on=timezone.localdate(now)):
        raise Refused(refusal)
    application.feedback, application.feedback_name, application.feedback_at = words, name, now
    application.save(update_fields=["feedback", "feedback_name", "feedback_at"])
    return go_on(application, by=by, now=now)


@transaction.atomic
def supervise(*, application_id: int, supervision: Supervision, by: Any, now: datetime) -> Application:
    """Somebody else looks after the learner: on every day that is not marked yet."""
    application = moves.locked(application_id)
    if application.state not in (S.ACCEPTED, S.CONFIRMED):
        raise Refused(moves.MOVED_ON)
    before, was_on = _who(application), application.state == S.CONFIRMED
    settle(application, by=by, now=now, supervision=supervision)
    if was_on and application.state == S.CONFIRMED and _who(application) != before:
        letters.changed(application, now)
    return application


def _who(application: Application) -> list[tuple[str, str]]:
    return list(application.days.values_list("supervisor_name", "supervisor_phone"))


def go_on(application: Application, *, by: Any, now: datetime, whatever_is_marked: bool = False) -> Application:
    """Move a locked placement on once its days are over and marked, and write what came of it into the record.

    The institution is held (`recorded.locked`). Anything else stays where it is; the record is written all the same.
    `whatever_is_marked`: nobody will mark the rest any more.
    """
    over = whatever_is_marked or queries.days_over(application, on=timezone.localdate(now))
    if over and application.state in AT_WORK:
        to = _after(application, on=timezone.localdate(now))
        if to == S.ABSENT and application.state == S.ACCEPTED:
            to = S.EXPIRED  # on hold to the end, and never there before
        if application.state != to and not (to in ENDS and queries.waits_for_school(application)):
            moves.put(application, to, by=by, now=now)
    recorded(application, now)
    return application


def _after(application: Application, *, on: date) -> ApplicationState:
    """Where it goes when its days are over. Nobody is asked for feedback once the time for it has passed."""
    marks = application.days.exclude(mark="").values_list("mark", flat=True)
    late = on > queries.feedback_ends(application)
    return S(
        rules.after_the_days(
            marks, has_feedback=late or bool(application.feedback), has_reflection=application.reflected_at is not None
        )
    )


def _put_right(application: Application, *, by: Any, now: datetime) -> None:
    """A day was marked by the school after the placement had moved on: to where it would be with this mark."""
    if application.state not in rules.PUT_RIGHT:
        return
    to = _after(application, on=timezone.localdate(now))
    if to == S.ABSENT and queries.waits_for_school(application):
        return
    if to in rules.PUT_RIGHT[application.state]:
        moves.put_right(application, to, by=by, now=now, words="The school put a day right.")
        recorded(application, now)


def _held(day_id: int) -> Day:
    found = Day.objects.filter(pk=day_id).values_list("application", flat=True).first()
    if found is None:
        raise Refused("This day is not there any more. Look at the placement again.")
    application = locked(found)
    day = Day.objects.select_for_update().get(pk=day_id)
    day.application = application
    return day


def _put_mark(day: Day, mark: Mark, *, by: Any, now: datetime, answered: bool = False) -> Day:
    day.mark, day.marked_by, day.marked_at = mark, by, now
    day.answered_by, day.answered_at = (by, now) if answered else (None, None)
    day.save(update_fields=["mark", "marked_by", "marked_at", "answered_by", "answered_at"])
    go_on(day.application, by=by, now=now)
    return day


def recorded(application: Application, now: datetime) -> None:
    """What the placement is worth goes into the record."""
    record_placement(application, now)

"""What a hub or the department does from its list: remind by hand, and say who is not expected to report this year."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from benchmarks import tasks
from benchmarks.models import NotExpected, ReminderRequest
from benchmarks.reminders import by_hand, queries
from frontdoor.ground.background import after_commit
from frontdoor.ground.dates import day_in_words
from frontdoor.ground.refused import Refused
from frontdoor.ground.years import academic_year, last_day
from frontdoor.organisations.models import Organisation
from frontdoor.people.models import User

# As many as a request carries out itself, in about a third of a second; more go to a worker.
AT_ONCE = 100


@transaction.atomic
def remind_by_hand(*, institutions: Iterable[int], asker: str, by: User, now: datetime) -> ReminderRequest:
    """Remind those of the institutions that may be reminded by hand now; the same ones are not reminded again for days.

    Few are reminded at once, many by a worker, which a sweep calls again within ten minutes if it was
    away. Refused when none may be.
    """
    ids = sorted(set(queries.by_hand(institutions, now=now).reachable.values_list("pk", flat=True)))
    if not ids:
        raise Refused(
            "None of these can be reminded now. They have reported, have no contact, or were reminded lately."
        )
    request = ReminderRequest.objects.create(institutions=ids, asker=asker, created_by=by, created_at=now)
    if len(ids) <= AT_ONCE:
        return by_hand.carry_out(request_id=request.pk, now=now) or request
    after_commit(tasks.remind, request.pk)
    return request


def set_not_expected(*, institution: Organisation, reason: str, until: date, by: User, now: datetime) -> NotExpected:
    """No return is expected until that day, at most to the end of this academic year. The same again changes nothing.

    Refused with a sentence when the day is wrong, no reason is given, or somebody else has just said otherwise.
    """
    today = timezone.localdate(now)
    _check(reason, until, today)
    there = queries.not_expected_now(institution, today=today)
    if there and (there.reason, there.until) == (reason.strip(), until):
        return there
    try:
        with transaction.atomic():
            if there:
                end_not_expected(institution=institution, by=by, now=now)
            return NotExpected.objects.create(
                organisation=institution,
                reason=reason.strip(),
                from_date=today,
                until=until,
                created_by=by,
                created_at=now,
            )
    except IntegrityError:
        raise Refused("Somebody has just changed this. Look at the page again.") from None


def end_not_expected(*, institution: Organisation, by: User, now: datetime) -> None:
    """A return is expected again. Safe to repeat."""
    NotExpected.objects.on(timezone.localdate(now)).filter(organisation=institution).update(ended_by=by, ended_at=now)


def _check(reason: str, until: date, today: date) -> None:
    last = last_day(academic_year(today))
    if not reason.strip():
        raise Refused("Give the reason.")
    if not today <= until <= last:
        raise Refused(f"The last day must be between today and {day_in_words(last)}, the end of this school year.")

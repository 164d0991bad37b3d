"""Remind these: what a hub or the department does from its list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from benchmarks.models import ReminderRequest
from benchmarks.reminders import making, queries


@dataclass(frozen=True)
class Check:
    """What pressing the button would do: how many are chosen, and how many of them each way."""

    chosen: int
    goes: int
    no_contact: int
    rest_days: int

    @property
    def left_out(self) -> int:
        """Those that have reported, are not expected to, or were reminded by hand a short while ago."""
        return self.chosen - self.goes - self.no_contact


def check(institutions: Iterable[int], *, now: datetime) -> Check:
    """What `actions.remind_by_hand` would do: the same question. Refused when reminders by hand are switched off."""
    ids = set(institutions)
    due = queries.by_hand(ids, now=now)
    return Check(len(ids), due.reachable.count(), due.without_contact.count(), due.stage.rest_days)


@transaction.atomic
def carry_out(*, request_id: int, now: datetime) -> ReminderRequest | None:
    """Make the reminders of a request, once; None when it is done, or in another worker's hands."""
    waiting = ReminderRequest.objects.select_for_update(skip_locked=True, of=("self",))
    request = waiting.filter(pk=request_id, done_at=None).select_related("created_by").first()
    if request is None:
        return None
    due = queries.by_hand(request.institutions, now=now)
    made = making.make(making.Sending(due, timezone.localdate(now), now, by=request.created_by, asker=request.asker))
    request.reminded, request.letters, request.done_at = made.reminded, made.letters, now
    request.save(update_fields=["reminded", "letters", "done_at"])
    return request


def waiting() -> list[int]:
    """The requests that nobody has carried out yet."""
    return list(ReminderRequest.objects.filter(done_at=None).order_by("created_at").values_list("pk", flat=True))

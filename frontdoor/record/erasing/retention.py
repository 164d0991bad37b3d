"""What has been kept long enough is deleted: each period of `retention.yaml` is a query of what is due and an action."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from frontdoor.ground.privacy import past
from frontdoor.record.erasing.actions import erase
from frontdoor.record.erasing.periods import Period, months_before, periods
from frontdoor.record.erasing.queries import on_that_roll
from frontdoor.record.models import (
    Carer,
    ClaimCode,
    Concern,
    Enrolment,
    Learner,
    Look,
    Need,
    RetentionRun,
    SafeguardingContact,
)

log = logging.getLogger(__name__)
BATCH = 500
LONG_AGO = datetime(1900, 1, 1, tzinfo=timezone.get_default_timezone())
FAILED = "record-failed"  # of the report: records that were due and could not be erased


@dataclass(frozen=True)
class Rule:
    """What is due by a period on a day, and what is done with a batch of it."""

    due: Callable[[Period, date], QuerySet[Any]]
    act: Callable[[list[int]], None]


# --- What is due ----------------------------------------------------------------------------------------------------------
def records(period: Period, today: date) -> QuerySet[Learner]:
    """Records that nobody has used for long enough and who is old enough; never of somebody on a roll.

    Whoever is of age when they leave, or when the record begins, has as long from then: adults go to college too.
    """
    here = Enrolment.objects.filter(learner=OuterRef("pk"), ended_on=None)
    seen = Greatest(_stored("account__last_login"), _stored("account__date_joined"))
    left = models.Max("enrolments__ended_on", default=None)
    found = Learner.objects.filter(~Exists(here), joined_into=None).annotate(seen=seen, left=left)
    floor = months_before(today, period.months)
    unused = Q(account=None) | Q(seen__lt=end_of(floor))
    over = Q(created_at__lt=end_of(floor)) & (Q(left=None) | Q(left__lte=floor))
    of_age = Q(date_of_birth__lte=months_before(today, period.years * 12))
    since = months_before(today, period.months_without_birth_date)
    unknown = Q(date_of_birth=None, created_at__lt=end_of(since)) & (Q(left=None) | Q(left__lte=since))
    return found.filter(unused, over, of_age | unknown)


def enrolments(period: Period, today: date) -> QuerySet[Enrolment]:
    """Of those who left: whatever still says UPN, group or address, itself or in its history."""
    said = ~Q(upn="") | ~Q(tutor_group="") | ~Q(email="")
    once = past(Enrolment).filter(said, pgh_obj_id=OuterRef("pk"))
    return Enrolment.objects.filter(said | Exists(once), ended_on__lte=period.over_since(today))


def needs(period: Period, today: date) -> QuerySet[Need]:
    """Marks that ended."""
    return Need.objects.filter(ended_on__lte=period.over_since(today))


def codes(period: Period, today: date) -> QuerySet[ClaimCode]:
    """Codes that were used, or ran out."""
    when = Coalesce("used_at", "expires_at")
    return ClaimCode.objects.annotate(over_at=when).filter(over_at__lt=end_of(period.over_since(today)))


def carers(period: Period, today: date) -> QuerySet[Carer]:
    """Links that were stopped. While the learner is on that roll it stays: else the next roll would name the parent anew."""
    return Carer.objects.filter(~on_that_roll(), stopped_at__lt=end_of(period.over_since(today)))


def looks(period: Period, today: date) -> QuerySet[Look]:
    """Old looks."""
    return Look.objects.filter(at__lt=end_of(period.over_since(today)))


def concerns(period: Period, today: date) -> QuerySet[Concern]:
    """Old references."""
    return Concern.objects.filter(created_at__lt=end_of(period.over_since(today)))


def contacts(period: Period, today: date) -> QuerySet[Any]:
    """The history of safeguarding contacts; whom to turn to now is no part of it."""
    return past(SafeguardingContact).filter(pgh_created_at__lt=end_of(period.over_since(today)))


def _history_of_deleted(model: type[models.Model]) -> Callable[[Period, date], QuerySet[Any]]:
    """The history of rows that somebody deleted: as long as that of rows that ended."""

    def due(period: Period, today: date) -> QuerySet[Any]:
        there = model._base_manager.filter(pk=OuterRef("pgh_obj_id"))  # noqa: SLF001 Django documents it as public
        return past(model).filter(~Exists(there), pgh_created_at__lt=end_of(period.over_since(today)))

    return due


def end_of(day: date) -> datetime:
    """The first moment after a day, in London."""
    return timezone.make_aware(datetime.combine(day, time.max))


def _stored(column: str) -> Coalesce:
    return Coalesce(column, Value(LONG_AGO, output_field=DateTimeField()))


# --- What is done with it -------------------------------------------------------------------------------------------------
def _empty_enrolments(ids: list[int]) -> None:
    """In the row and in its history, which emptying writes to once more."""
    empty = {"upn": "", "tutor_group": "", "email": ""}
    Enrolment.objects.filter(pk__in=ids).update(**empty)
    past(Enrolment).filter(pgh_obj_id__in=ids).update(**empty)


def _with_history(model: type[models.Model]) -> Callable[[list[int]], None]:
    def delete(ids: list[int]) -> None:
        model._base_manager.filter(pk__in=ids).delete()  # noqa: SLF001 Django documents it as public
        past(model).filter(pgh_obj_id__in=ids).delete()

    return delete


def _plainly(rows: Callable[[], QuerySet[Any]]) -> Callable[[list[int]], None]:
    def delete(ids: list[int]) -> None:
        rows().filter(pk__in=ids).delete()

    return delete


def _history(model: type[models.Model]) -> Rule:
    return Rule(_history_of_deleted(model), _plainly(lambda: past(model)))


RULES: dict[str, list[Rule]] = {
    "enrolment": [Rule(enrolments, _empty_enrolments)],
    "needs": [Rule(needs, _with_history(Need)), _history(Need)],
    "codes": [Rule(codes, _plainly(ClaimCode.objects.all))],
    "carers": [Rule(carers, _with_history(Carer)), _history(Carer)],
    "looks": [Rule(looks, _plainly(Look.objects.all))],
    "concerns": [Rule(concerns, _plainly(Concern.objects.all))],
    "contacts": [Rule(contacts, _plainly(lambda: past(SafeguardingContact)))],
}
# Kept as long as the record, or carried out by the tasks of `ground`, `letters` and `joining`, whose own numbers a test
# compares with the file's, or by a task of `guidance`, which reads the file.
ELSEWHERE = {"reasons", "joinings", "uploads", "letters", "notes"}


def run(*, now: datetime, dry: bool = False) -> dict[str, int]:
    """Carry out every period; how many rows, or records, by its key. `dry` counts what is due and changes nothing.

    Each batch and each record is a transaction of its own: a run that is killed has done what it had done, and the next
    one goes on. The report is one row (`RetentionRun`), written at the end.
    """
    today = timezone.localdate(now)
    people = records(periods()["record"], today)
    counts = {"record": people.count(), FAILED: 0} if dry else _erase(_ids(people), now)
    for key, rules in RULES.items():
        due = [(rule, rule.due(periods()[key], today)) for rule in rules]
        counts[key] = sum(rows.count() if dry else _carry_out(rule, rows) for rule, rows in due)
    if not dry:
        RetentionRun.objects.create(at=now, counts=counts)
    return counts


def _ids(rows: QuerySet[Any], most: int | None = None) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:most])


def _carry_out(rule: Rule, rows: QuerySet[Any]) -> int:
    number = 0
    while ids := _ids(rows, BATCH):
        with transaction.atomic():
            rule.act(ids)
        number += len(ids)
    return number


def _erase(learner_ids: list[int], now: datetime) -> dict[str, int]:
    """One that cannot be erased tonight is counted, logged by its number, and due again tomorrow.

    The run is long: whoever came onto a roll or signed in since the list was made is not due any more, and stays.
    """
    counts = {"record": 0, FAILED: 0}
    due = records(periods()["record"], timezone.localdate(now))
    for pk in learner_ids:
        try:
            gone = erase(learner=Learner(pk=pk), now=now, only_if=lambda pk: due.filter(pk=pk).exists())
        except Exception as error:  # noqa: BLE001 whatever it was, the others are due too
            # The kind of error only: its words may hold a name.
            log.error("a record was not erased", extra={"fields": {"learner": pk, "why": type(error).__name__}})  # noqa: TRY400
            counts[FAILED] += 1
        else:
            counts["record"] += bool(gone)
    return counts

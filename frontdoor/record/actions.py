"""What every room may do to the record: begin and end reasons, enrol and end an enrolment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Organisation
from frontdoor.record.carers.leaving import end_without_school
from frontdoor.record.joining.actions import join_waiting
from frontdoor.record.models import Enrolment, Learner, Reason, ReasonKind, ReasonScope, Sort
from frontdoor.record.needs.actions import end_with_enrolments
from frontdoor.record.queries import has_safeguarding_contact

ENROLMENT = "record.enrolment:"  # how the key of the reason begins that an enrolment opens
NO_CONTACT = "Name your safeguarding contact first: without one you cannot add pupils."


def open_reason(
    *,
    learner: Learner,
    kind: ReasonKind,
    scope: ReasonScope,
    source_key: str,
    starts_on: date,
    now: datetime,
    organisation: Organisation | None = None,
    person: Any = None,
    until: date | None = None,
) -> Reason:
    """Let an organisation or a person see the learner. Opening the same source twice is opening it once."""
    facts = {"learner": learner, "organisation": organisation, "person": person, "kind": kind, "scope": scope}
    reason, _ = Reason.objects.get_or_create(
        source_key=source_key, defaults=facts | {"starts_on": starts_on, "until": until, "created_at": now}
    )
    return reason


def end_reason(*, source_key: str, now: datetime, by: Any = None) -> bool:
    """End what a source opened; whether it was still open. Acts in the next request."""
    return bool(Reason.objects.filter(source_key=source_key, ended_at=None).update(ended_at=now, ended_by=by))


def enrolled_key(enrolment: Enrolment) -> str:
    """The key of the reason that an enrolment opens."""
    return f"{ENROLMENT}{enrolment.pk}"


@transaction.atomic
def enrol(
    *,
    learner: Learner,
    institution: Organisation,
    started_on: date,
    now: datetime,
    by: Any = None,
    sort: Sort = Sort.MAIN,
    **facts: Any,
) -> Enrolment:
    """Put a learner on an institution's roll and let it see the record. Refused without a safeguarding contact.

    `facts` are the enrolment's other columns: upn, year_group, tutor_group, email.
    """
    if not has_safeguarding_contact(institution):
        raise Refused(NO_CONTACT)
    enrolment = Enrolment.objects.create(
        learner=learner,
        institution=institution,
        started_on=started_on,
        sort=sort,
        created_by=by,
        created_at=now,
        **facts,
    )
    open_enrolled([enrolment], now=now)
    return enrolment


def open_reasons(reasons: Iterable[Reason]) -> None:
    """`open_reason` for any number of new rows, in one write. Those that are there stay as they are."""
    Reason.objects.bulk_create(reasons, ignore_conflicts=True)


def open_enrolled(enrolments: Iterable[Enrolment], *, now: datetime) -> None:
    """Open the reason of each enrolment, in one write. Those that are open stay as they are."""
    open_reasons(
        Reason(
            learner_id=one.learner_id,
            organisation_id=one.institution_id,
            kind=ReasonKind.ENROLLED,
            scope=ReasonScope.RECORD,
            starts_on=min(one.started_on, timezone.localdate(now)),
            source_key=enrolled_key(one),
            created_at=now,
        )
        for one in enrolments
    )


@transaction.atomic
def end_enrolments(*, enrolments: Iterable[Enrolment], on: date, now: datetime, by: Any = None) -> int:
    """Take learners off a roll: the institution sees them no more. Counts those that were still on it.

    Everything that hangs on leaving follows here: marks about needs end, `joining.actions` joins records that waited for
    it, and parents of who is under 16 and on no roll any more see nothing.
    """
    leaving = {one.pk: one.learner_id for one in enrolments}
    current = Enrolment.objects.filter(pk__in=leaving, ended_on=None)
    ended = current.update(ended_on=Greatest(Value(on, output_field=DateField()), F("started_on")))
    keys = [f"{ENROLMENT}{pk}" for pk in leaving]
    Reason.objects.filter(source_key__in=keys, ended_at=None).update(ended_at=now, ended_by=by)
    end_with_enrolments(enrolments=leaving, on=on)
    join_waiting(learner_ids=leaving.values(), now=now)
    end_without_school(learner_ids=leaving.values(), now=now, by=by)  # after joining, which may have brought a school
    return ended


def reopen_reason(*, source_key: str) -> bool:
    """Open again what was ended, by its source; whether there was something to open. Acts in the next request."""
    return bool(Reason.objects.filter(source_key=source_key).update(ended_at=None, ended_by=None))

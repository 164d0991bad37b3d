"""Activities that another room keeps, such as a placement: written, corrected and taken back by its key, and only there.

`can_change` stays False for them: their keys begin with the room's name.
"""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from frontdoor.organisations.models import Organisation
from frontdoor.record.activities.facts import LONGEST_TITLE, Facts, columns_of, tidy
from frontdoor.record.holding import hold
from frontdoor.record.models import Activity, Attendance, Learner, Participation


@transaction.atomic
def put_activity(
    *,
    institution: Organisation | None,
    learner: Learner,
    by: Any,
    now: datetime,
    facts: Facts,
    attendance: Attendance,
    feedback: bool,
    source: str,
    source_key: str,
) -> Activity:
    """The activity of this key is as these facts say, with this one learner. The same again changes nothing.

    The facts come from what happened and are not asked about again: a mark that a workplace gives must not fail because
    the learner has left the roll. `by` is None where nobody was signed in. The institution is held: hold it before any
    lock of your own (`record.holding`). An adult's activity has none.
    """
    hold(institution.pk if institution else None)
    wanted = columns_of(_fitting(facts))
    told = {"institution": institution, "source": source, "created_by": by, "created_at": now}
    found = Activity.objects.select_for_update().filter(source_key=source_key).first()
    if found is None:
        found = Activity.objects.create(source_key=source_key, **wanted, **told)
    _save_changes(found, wanted)
    mark, _made = Participation.objects.get_or_create(
        activity=found, learner=learner, defaults={"attendance": attendance, "feedback": feedback or None}
    )
    _save_changes(mark, {"attendance": attendance, "feedback": feedback or None})
    return found


@transaction.atomic
def take_back(*, institution: Organisation, source_keys: Collection[str]) -> None:
    """Nothing of these keys is recorded any more; the history keeps what was."""
    hold(institution.pk)
    Activity.objects.filter(institution=institution, source_key__in=source_keys).delete()


def _fitting(facts: Facts) -> Facts:
    facts = tidy(facts)
    if not facts.title or len(facts.title) > LONGEST_TITLE or facts.hours < Decimal(0):
        raise ValueError("Another room gave an activity without a name that fits, or with hours below 0")
    return facts


def _save_changes(row: Any, wanted: dict[str, Any]) -> None:
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, wanted[name])
    if changed:
        row.save(update_fields=changed)

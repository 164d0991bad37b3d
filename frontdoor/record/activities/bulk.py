"""Many activities written at once, as a file tells them: a few writes at any length."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.organisations.models import Organisation
from frontdoor.record.activities.facts import Facts, columns_of, facts_of
from frontdoor.record.holding import hold
from frontdoor.record.models import Activity, Attendance, Participation

SIZE = 1_000  # rows of one write


@dataclass(frozen=True)
class Loaded:
    """One activity: its key, facts and marks. `is_master` says that its facts replace those that are stored."""

    source_key: str
    facts: Facts
    is_master: bool
    marks: dict[int, Attendance]
    invited_years: list[int]


@dataclass
class Outcome:
    """What became of the marks: one for each learner in each activity."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@transaction.atomic
def load_activities(*, institution: Organisation, by: Any, now: datetime, source: str, batch: list[Loaded]) -> Outcome:
    """Write these activities of learners on the institution's roll. Two files at once: the second waits here."""
    hold(institution.pk)
    outcome, known = Outcome(), _known(institution, batch)
    new = [one for one in batch if one.source_key not in known]
    made = Activity.objects.bulk_create(
        [
            Activity(
                **columns_of(replace(one.facts, invited_years=tuple(one.invited_years))),
                institution=institution,
                source=source,
                source_key=one.source_key,
                created_by=by,
                created_at=now,
            )
            for one in new
        ],
        batch_size=SIZE,
    )
    changed = {one.source_key for one in batch if one.source_key in known and _change(known[one.source_key], one)}
    ids = {activity.source_key: activity.pk for activity in (*known.values(), *made)}
    _mark(batch, ids, changed, outcome)
    return outcome


def _known(institution: Organisation, batch: list[Loaded]) -> dict[str, Activity]:
    keys = [one.source_key for one in batch]
    found = Activity.objects.filter(institution=institution, source_key__in=keys).select_related("host")
    return {activity.source_key: activity for activity in found}


def _change(activity: Activity, told: Loaded) -> bool:
    """Put the file's facts in place of the stored ones, where the file is their master; whether anything changed."""
    if not told.is_master:
        return False
    before = facts_of(activity)
    after = replace(told.facts, invited_years=before.invited_years, adviser_note=before.adviser_note)
    columns = {name: value for name, value in columns_of(after).items() if value != columns_of(before)[name]}
    for name, value in columns.items():
        setattr(activity, name, value)
    if columns:
        activity.save(update_fields=list(columns))
    return bool(columns)


def _mark(batch: list[Loaded], ids: dict[str, int], changed: set[str], outcome: Outcome) -> None:
    """Write the marks that are new or other than they were; count them all."""
    stored = _stored(ids.values())
    new: list[Participation] = []
    other: dict[Attendance, list[int]] = {}
    for one in batch:
        for learner, mark in one.marks.items():
            pk, before = stored.get((ids[one.source_key], learner), (0, ""))
            if not pk:
                new.append(Participation(activity_id=ids[one.source_key], learner_id=learner, attendance=mark))
            elif before != mark:
                other.setdefault(mark, []).append(pk)
            outcome.unchanged += bool(pk) and before == mark and one.source_key not in changed
            outcome.updated += bool(pk) and (before != mark or one.source_key in changed)
    Participation.objects.bulk_create(new, batch_size=SIZE)
    outcome.created += len(new)
    for mark, rows in other.items():
        Participation.objects.filter(pk__in=rows).update(attendance=mark)


def _stored(activities: Iterable[int]) -> dict[tuple[int, int], tuple[int, str]]:
    rows = Participation.objects.filter(activity__in=[*activities])
    return {
        (activity, learner): (pk, mark)
        for pk, activity, learner, mark in rows.values_list("pk", "activity_id", "learner_id", "attendance")
    }

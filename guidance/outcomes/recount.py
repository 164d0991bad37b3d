"""Records of meetings follow what is known of their adviser: the level on the day, and why there is none.

A proof can be accepted or withdrawn after the meeting: what turns out later was so on that day. What somebody signed for
keeps what it was signed with: that is frozen in `benchmarks`.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from frontdoor.record.holding import hold
from frontdoor.record.models import Activity, ActivityKind
from guidance.advisers.queries import seen_of
from guidance.advisers.rules import level_on, why_level
from guidance.booking.reasons import KEY
from guidance.models import Adviser, Meeting, Outcome, Proof
from guidance.times.clocks import london_day

log = logging.getLogger(__name__)
LOOK_BACK = timedelta(days=400)  # of the nightly round: more than the school year for which a return is made
BATCH = 50  # advisers whose meetings are read at once


@dataclass(frozen=True)
class Wrong:
    """A record that says another level than the adviser is known to have had, and what it should say."""

    source_key: str
    institution_id: int | None
    level: int | None
    note: str


def catch_up(*, now: datetime) -> int:
    """The records of the last 400 days of everybody; how many were changed. Safe to repeat."""
    lately = _recorded(now - LOOK_BACK).filter(adviser=OuterRef("pk"))
    ids = list(Adviser.objects.filter(Exists(lately)).order_by("pk").values_list("pk", flat=True))
    changed = sum(recount(ids[at : at + BATCH], since=now - LOOK_BACK) for at in range(0, len(ids), BATCH))
    log.info("records of meetings followed their advisers' levels", extra={"fields": {"changed": changed}})
    return changed


def recount(adviser_ids: Collection[int], *, since: datetime | None = None) -> int:
    """Put right the records of these advisers' meetings, all of them or `since`; how many. Safe to repeat.

    One transaction an institution, which is held before anything else: whoever signs for its count waits, or is waited for.
    """
    places = {one.institution_id for one in _wrong(adviser_ids, since)}
    changed = 0
    for place in sorted(places, key=lambda pk: (pk is None, pk)):
        with transaction.atomic():
            hold(place)
            changed += _put_right([one for one in _wrong(adviser_ids, since) if one.institution_id == place])
    return changed


def _recorded(since: datetime | None) -> QuerySet[Any]:
    """Meetings at which personal guidance was given, whose adviser has proved anything.

    Of whom no proof is left, nothing is known any more: they were forgotten, and what was recorded then stays.
    """
    proved = Exists(Proof.objects.filter(adviser=OuterRef("adviser")))
    found = Meeting.objects.filter(proved, outcome=Outcome.ATTENDED)
    return found.filter(during__startswith__gte=since) if since else found


def _wrong(adviser_ids: Collection[int], since: datetime | None) -> Iterator[Wrong]:
    """What differs now. Two queries, however many meetings there are."""
    seen = seen_of(Adviser.objects.filter(pk__in=adviser_ids))
    here = Activity.objects.filter(source_key=OuterRef("key"), kind=ActivityKind.GUIDANCE)
    found = _recorded(since).filter(adviser__in=adviser_ids).annotate(key=Concat(Value(KEY), Cast("pk", CharField())))
    said = {"activity": "pk", "level": "adviser_level", "note": "adviser_note"}
    found = found.annotate(**{name: Subquery(here.values(column)) for name, column in said.items()})
    columns = ("key", "institution_id", "adviser_id", "during", "level", "note")
    for key, institution_id, adviser_id, during, level, note in found.exclude(activity=None).values_list(*columns):
        day = london_day(during.lower)
        known = level_on(seen[adviser_id], day), why_level(seen[adviser_id], day)
        if known != (level, note):
            yield Wrong(key, institution_id, *known)


def _put_right(wrong: Collection[Wrong]) -> int:
    """Write it, the rows held in one order. A record that has become another kind meanwhile is left as it is."""
    keys: dict[tuple[int | None, str], list[str]] = defaultdict(list)
    for one in wrong:
        keys[one.level, one.note].append(one.source_key)
    mine = Activity.objects.filter(source_key__in=[one.source_key for one in wrong], kind=ActivityKind.GUIDANCE)
    held = list(mine.select_for_update().order_by("pk").values_list("pk", flat=True))
    for (level, note), theirs in keys.items():
        Activity.objects.filter(pk__in=held, source_key__in=theirs).update(adviser_level=level, adviser_note=note)
    return len(held)

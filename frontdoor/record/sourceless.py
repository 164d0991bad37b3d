"""Reasons whose source has gone: somebody sees a learner, and what let them see is not there any more (design section 3).

There should be none: whoever ends a source ends its reason in the same transaction. This is how a mistake in that is found.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from frontdoor.record.access import live
from frontdoor.record.models import Reason

log = logging.getLogger(__name__)
NAMED = 50  # in one line of the log; the command names all


@dataclass(frozen=True)
class Source:
    """What opens reasons: how their keys begin, the rows that let somebody see their `learner`, and what ends the key."""

    begins: str
    standing: QuerySet[Any]
    columns: tuple[str, ...] = ("pk",)

    def gone(self, reasons: QuerySet[Reason]) -> QuerySet[Reason]:
        """Of these reasons, those that it opened and behind which no row of the same learner stands."""
        rows = self._with_key(self.standing).filter(key=OuterRef("source_key"), learner=OuterRef("learner"))
        return reasons.filter(~Exists(rows), source_key__startswith=self.begins)

    def keys_of(self, pks: Iterable[int]) -> list[str]:
        """The keys of the reasons that these rows open as they are now, whether or not they still do."""
        rows = self.standing.model._base_manager.filter(pk__in=pks)  # noqa: SLF001 rows that no page shows too
        return list(self._with_key(rows).values_list("key", flat=True))

    def _with_key(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        parts: list[Any] = [Value(self.begins)]
        for number, column in enumerate(self.columns):
            parts += [Value(":")] * (number > 0) + [Cast(column, CharField())]
        return rows.annotate(key=Concat(*parts, output_field=CharField()))


def sourceless(sources: Iterable[Source], *, now: datetime) -> list[Reason]:
    """The reasons that let somebody see today and have no source, of every room, in the order in which they began.

    One query for each source, and one for keys that no room knows.
    """
    known, found = list(sources), list[Reason]()
    reasons = Reason.objects.filter(live(timezone.localdate(now)))
    strange = reasons.exclude(Q(*(("source_key__startswith", one.begins) for one in known), _connector=Q.OR))
    for asked in (*(one.gone(reasons) for one in known), strange):
        found += asked
    return sorted(found, key=lambda one: one.pk)


def check(sources: Iterable[Source], *, now: datetime) -> list[Reason]:
    """The same; where there is one the log says so, with the numbers of the rows and of nobody."""
    found = sourceless(sources, now=now)
    if found:
        why = {"number": len(found), "reasons": [one.pk for one in found[:NAMED]]}
        log.error("somebody sees a learner for a reason whose source has gone", extra={"fields": why})
    return found

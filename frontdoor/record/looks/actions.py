"""Writing down who has looked at whom."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Case, Subquery, Value, When
from django.db.models.functions import Coalesce

from frontdoor.organisations.models import Membership, Organisation, Role
from frontdoor.record.models import Look, LookKind, LookReason


def looked(
    *,
    by: Any,
    learners: Iterable[int],
    page: str,
    now: datetime,
    institution: Organisation | None = None,
    kind: LookKind = LookKind.PAGE,
    reason: LookReason = LookReason.ENROLLED,
) -> None:
    """Keep that somebody was shown these learners (ids) by name, in one INSERT; nothing is written for none.

    `page` is what the page is called. `institution` is where the viewer works: it is None for a parent. Every view that
    names learners to somebody else calls this; `tests/record/looks/test_every_page.py` fails for one that does not. The
    learner's own look is none: their own pages do not call it.
    """
    ids = sorted(set(learners))
    if ids:
        Look.objects.create(
            viewer=by,
            organisation=institution,
            role=_role(by, institution) if institution else "",
            reason=reason,
            kind=kind,
            page=page,
            learners=ids,
            at=now,
        )


def _role(by: Any, institution: Organisation) -> Coalesce:
    """The viewer's role there, found by the INSERT itself. Of several: head, then leader, then teacher, then adviser.

    The first three stand in the order of the alphabet. An adviser comes last: who is one besides looks as the other.
    """
    held = Membership.objects.filter(user=by, organisation=institution, ended_at=None)
    strongest = held.order_by(Case(When(role=Role.ADVISER, then=1), default=0), "role")
    return Coalesce(Subquery(strongest.values("role")[:1]), Value(""))

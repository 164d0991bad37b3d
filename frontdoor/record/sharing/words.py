"""A reason as the learner reads it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from frontdoor.record.models import Reason, ReasonKind
from frontdoor.record.sharing.bases import Basis, basis_of

UNNAMED = {ReasonKind.PARENT: "Your parent or carer", ReasonKind.SUPPORTER: "Your supporter"}


@dataclass(frozen=True)
class Said:
    """`until` is the last day, None while it is open; `can_end`: whether the button stands beside it."""

    pk: int
    who: str
    basis: Basis
    since: date
    until: date | None
    can_end: bool


def said(reason: Reason, *, decides: bool) -> Said:
    """Who holds it, why and since when."""
    ended = timezone.localdate(reason.ended_at) if reason.ended_at else None
    basis = basis_of(reason.kind)
    until = min((day for day in (ended, reason.until) if day), default=None)
    return Said(reason.pk, _who(reason), basis, reason.starts_on, until, basis.can_end(decides=decides))


def _who(reason: Reason) -> str:
    """Never an address: an account without a name is told by its part."""
    if reason.organisation:
        return reason.organisation.label
    return (reason.person.full_name if reason.person else "") or UNNAMED.get(ReasonKind(reason.kind), "Somebody")

"""An institution is succeeded by another: its open return goes with its people; submitted ones stay where they are.

Submitted returns and reports made elsewhere are found under the new institution by `organisations.queries.line_of`.
"""

from typing import Any

from django.dispatch import receiver

from benchmarks import queries
from benchmarks.models import Return, ReturnKind, State
from frontdoor.organisations.models import Organisation
from frontdoor.organisations.signals import succeeded


@receiver(succeeded, dispatch_uid="benchmarks-move-open-returns")
def move_open_returns(*, old: Organisation, new: Organisation, **_rest: Any) -> None:
    """Move each open return, in the transaction of the succession.

    Where the new institution has begun its own return of that year, as after a merger of two, its own stays, and the
    other stays with the old institution.
    """
    for found in Return.objects.select_for_update().filter(organisation=old).exclude(state=State.SUBMITTED):
        if queries.open_return(new, found.year):
            continue
        others = queries.returns_of(new).exclude(pk=found.pk).filter(year=found.year).count()
        found.organisation = new
        if others and found.number <= others:
            found.number = others + 1
        if found.number > 1 and found.kind == ReturnKind.FIRST:
            found.kind = ReturnKind.FRESH_LOOK
        found.save(update_fields=["organisation", "number", "kind"])

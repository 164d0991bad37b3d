"""Letters to somebody, or with their name in them, whose data has to go."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Lower

from frontdoor.ground.naming import pattern
from frontdoor.letters.models import Letter, State

NOT_GONE = [State.QUEUED, State.SENDING, State.NOT_SURE]


def erase(
    *, to: Collection[str], naming: Collection[str], within: Collection[int], now: datetime, keys: Collection[str] = ()
) -> int:
    """Empty every letter to these addresses, or whose key begins so, or that has gone and names somebody; counts them.

    One to them that has not gone yet does not go: it is no longer needed. The worker that has one in its hands records
    nothing about it afterwards, because it is not being sent any more. The key stays, so that nothing is made twice.
    A name alone is weaker: it counts in letters of these organisations (`within`), or of none, and one that still waits
    goes as it is, because somebody else is waiting for it.
    """
    about = Q(address__in={address.lower() for address in to})
    for key in keys:
        about |= Q(key__startswith=key)
    found = Letter.objects.annotate(address=Lower("to")).filter(about | _naming(naming, within)).values("pk")
    state = Case(When(state__in=NOT_GONE, then=Value(State.NOT_NEEDED)), default=F("state"))
    empty = {"to": "", "subject": "", "text": "", "html": "", "error": ""}
    return Letter.objects.filter(pk__in=found).update(state=state, emptied_at=now, **empty)


def _naming(names: Collection[str], within: Collection[int]) -> Q:
    said = Q(pk__in=[])
    for name in map(pattern, names):  # the HTML says the same words as the text
        said |= Q(text__iregex=name) | Q(subject__iregex=name) | Q(error__iregex=name)
    theirs = Q(organisation=None) | Q(organisation__in=[*within])
    return said & theirs & ~Q(state__in=NOT_GONE)

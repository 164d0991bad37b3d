"""Letters to somebody, or with their name in them, whose data has to go."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Lower

from frontdoor.letters.models import Letter, State

NOT_GONE = [State.QUEUED, State.SENDING, State.NOT_SURE]


def erase(*, to: Collection[str], naming: Collection[str], now: datetime, keys: Collection[str] = ()) -> int:
    """Empty every letter to these addresses, with one of these names in its words, or whose key begins so; counts them.

    One that has not gone yet does not go: it is no longer needed. The worker that has one in its hands records nothing
    about it afterwards, because it is not being sent any more. The key stays, so that nothing is made twice.
    """
    about = Q(address__in={address.lower() for address in to})
    for name in naming:  # the HTML says the same words as the text
        about |= Q(text__icontains=name) | Q(subject__icontains=name) | Q(error__icontains=name)
    for key in keys:
        about |= Q(key__startswith=key)
    found = Letter.objects.annotate(address=Lower("to")).filter(about).values("pk")
    state = Case(When(state__in=NOT_GONE, then=Value(State.NOT_NEEDED)), default=F("state"))
    empty = {"to": "", "subject": "", "text": "", "html": "", "error": ""}
    return Letter.objects.filter(pk__in=found).update(state=state, emptied_at=now, **empty)

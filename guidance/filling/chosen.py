"""The learners for whom somebody is about to find times, on the way from a list to their meetings: kept in their session."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from frontdoor.organisations.models import Organisation
from frontdoor.record.access import ids_at

KEY = "guidance-chosen"
MOST = 300
KEPT_FOR = timedelta(hours=24)
TOO_LONG = f"Your list is long: the first {MOST} are here. Choose the others again once these have their meetings."


def keep(request: HttpRequest, institution: Organisation, ids: Iterable[int]) -> int:
    """Keep these of the school's roll in this order, in place of those kept before: the first 300. How many there were."""
    found = _on_roll(institution, dict.fromkeys(ids))
    live = {place: said for place, said in _all(request).items() if not _is_over(said)}
    until = (timezone.now() + KEPT_FOR).timestamp()
    request.session[KEY] = live | {str(institution.pk): {"ids": found[:MOST], "until": until}}
    return len(found)


def kept(request: HttpRequest, institution: Organisation) -> list[int]:
    """Those who are kept and still on the roll, in the order of the list. Empty after 24 hours."""
    ids = asked(request, institution)
    return _on_roll(institution, ids) if ids else []


def asked(request: HttpRequest, institution: Organisation) -> list[int]:
    """The same without a look at the roll: for whoever looks themself, and says how many have left it."""
    said = _all(request).get(str(institution.pk))
    return [] if said is None or _is_over(said) else list(said["ids"])


def _all(request: HttpRequest) -> dict[str, dict]:
    return request.session.get(KEY, {})


def _is_over(said: dict) -> bool:
    return timezone.now().timestamp() >= said["until"]


def _on_roll(institution: Organisation, ids: Iterable[int]) -> list[int]:
    listed = list(ids)
    here = set(
        ids_at(institution, today=timezone.localdate()).filter(learner__in=listed).values_list("learner", flat=True)
    )
    return [pk for pk in listed if pk in here]

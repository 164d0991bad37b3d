"""Which pupils were chosen in a list, while somebody buys time for them and fills it. Kept in the session: never in an address."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from frontdoor.organisations.models import Organisation
from frontdoor.record.queries import roll

KEPT = "guidance-chosen"
KEPT_FOR = timedelta(hours=24)


def keep(request: HttpRequest, institution: Organisation, ids: Iterable[int]) -> int:
    """Keep those of these learners who are on the roll; how many they are. None of them changes nothing."""
    now = timezone.now()
    if found := _on_roll(institution, ids):
        request.session[KEPT] = {"institution": institution.pk, "learners": found, "at": now.timestamp()}
    return len(found)


def kept(request: HttpRequest, institution: Organisation) -> list[int]:
    """Whom somebody chose here in the last 24 hours and who is still on the roll, in the order of the list."""
    held: dict[str, Any] = request.session.get(KEPT) or {}
    if held.get("institution") != institution.pk:
        return []
    if timezone.now().timestamp() - held["at"] > KEPT_FOR.total_seconds():
        del request.session[KEPT]
        return []
    return _on_roll(institution, held["learners"])


def _on_roll(institution: Organisation, ids: Iterable[int]) -> list[int]:
    found = roll(institution, today=timezone.localdate()).filter(learner__in=set(ids))
    return list(found.values_list("learner_id", flat=True))

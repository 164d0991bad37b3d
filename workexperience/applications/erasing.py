"""What erasing a record does to places: those that nobody will come to are free again; and to letters about applications."""

from collections.abc import Collection

from django.utils import timezone

from frontdoor.letters import erasing as letters
from workexperience.applications import moves, rules
from workexperience.applications.letters import CHASE, MOVED
from workexperience.consents.queries import letter_key
from workexperience.models import Application, ApplicationState, Consent


def forget_letters(learner_ids: Collection[int]) -> None:
    """Empty the letters with a parent's link, and those about their applications: they are not all to an address of theirs."""
    asked = Consent.objects.filter(application__learner__in=learner_ids)
    found = Application.objects.filter(learner__in=learner_ids).values_list("pk", flat=True)
    keys = [letter_key(one) for one in asked]
    keys += [f"{kind}:{pk}:" for pk in found for kind in (MOVED, f"{CHASE}:learner")]
    letters.erase(to=[], naming=[], within=[], keys=keys, now=timezone.now())


def free_places(learner_ids: Collection[int]) -> None:
    """Withdraw what these learners still wait for or would go to; the next in the line gets it. The rows go afterwards."""
    live = Application.objects.filter(learner__in=learner_ids).exclude(state__in=rules.ENDS)
    for pk in live.order_by("offer", "pk").values_list("pk", flat=True):
        found = moves.locked(pk)
        if rules.allowed(found.state, ApplicationState.WITHDRAWN):
            moves.put(found, ApplicationState.WITHDRAWN, by=None, now=timezone.now())

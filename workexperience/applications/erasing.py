"""What erasing a record does to places: those that nobody will come to are free again."""

from collections.abc import Collection

from django.utils import timezone

from workexperience.applications import moves, rules
from workexperience.models import Application, ApplicationState


def free_places(learner_ids: Collection[int]) -> None:
    """Withdraw what these learners still wait for or would go to; the next in the line gets it. The rows go afterwards."""
    live = Application.objects.filter(learner__in=learner_ids).exclude(state__in=rules.ENDS)
    for pk in live.order_by("offer", "pk").values_list("pk", flat=True):
        found = moves.locked(pk)
        if rules.allowed(found.state, ApplicationState.WITHDRAWN):
            moves.put(found, ApplicationState.WITHDRAWN, by=None, now=timezone.now())

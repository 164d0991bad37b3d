"""Two records become one: their applications go over. What both asked for is asked for once."""

from frontdoor.record.joining.moves import Move
from frontdoor.record.joining.relations import MOVES
from workexperience.applications import moves, rules
from workexperience.models import ENDS, Application, ApplicationState

WORDS = "Asked for twice by one person."


def once_each(move: Move) -> None:
    """Of two that go on for one offer, that of the record which is absorbed is withdrawn, and its place is free."""
    live = Application.objects.exclude(state__in=ENDS)
    mine = live.filter(learner=move.kept).values("offer")
    for pk in live.filter(learner=move.absorbed, offer__in=mine).order_by("offer").values_list("pk", flat=True):
        application = moves.locked(pk)
        if rules.allowed(application.state, ApplicationState.WITHDRAWN):
            moves.put(application, ApplicationState.WITHDRAWN, by=None, now=move.now, words=WORDS)


MOVES["workexperience.Application.learner"] = once_each

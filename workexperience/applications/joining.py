"""Two records become one: their applications go over. What both asked for is asked for once."""

from frontdoor.ground.refused import Refused
from frontdoor.record.joining.moves import Move
from frontdoor.record.joining.relations import MOVES
from workexperience.applications import moves, rules
from workexperience.models import ENDS, Application, ApplicationState

WORDS = "Asked for twice by one person."
BOTH_WENT = "Both records have days for one offer that are not finished yet. Try again when feedback and reflection are written."
FURTHER = list(rules.OWNERS)  # from the first state to the last


def once_each(move: Move) -> None:
    """Of two that go on for one offer, the one that is less far is withdrawn, and its place is free.

    Refused when the days of both are over: what happened at two workplaces is not thrown away.
    """
    live = Application.objects.exclude(state__in=ENDS)
    mine = dict(live.filter(learner=move.kept).values_list("offer", "pk"))
    theirs = live.filter(learner=move.absorbed, offer__in=mine).order_by("offer").values_list("offer", "pk")
    for offer, pk in theirs:
        pair = [moves.locked(pk), moves.locked(mine[offer])]
        if any(one.is_over for one in pair):
            continue
        less_far = min(pair, key=lambda one: FURTHER.index(one.state))
        if not rules.allowed(less_far.state, ApplicationState.WITHDRAWN):
            raise Refused(BOTH_WENT)
        moves.put(less_far, ApplicationState.WITHDRAWN, by=None, now=move.now, words=WORDS)


MOVES["workexperience.Application.learner"] = once_each

"""Letters that did not arrive, where an application waits for whoever they were to: the school can ring instead."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from frontdoor.letters.models import Letter, State
from frontdoor.letters.queries import IN_DOUBT
from workexperience.models import Application, ApplicationState

S = ApplicationState
TO_EMPLOYER = "None of our letters to the employer arrived. Ring them."
TO_LEARNER = "Our letter to them did not arrive. Tell them yourself."
# The letters that tell whoever has to act in a state, by the beginning of their key.
SENT = {
    S.EMPLOYER: ("placement-asked", TO_EMPLOYER),
    S.FEEDBACK: ("placement-feedback-due", TO_EMPLOYER),
    S.OFFERED: ("application-moved", TO_LEARNER),
    S.OTHER_DAYS: ("placement-other-days", TO_LEARNER),
    S.CONFIRMED: ("placement-on", TO_LEARNER),
}


def trouble(applications: Iterable[Application]) -> dict[int, str]:
    """Of these, application to what staff have to know. One query.

    Of letters to several people one that arrived is enough; of letters one after the other the last one tells.
    """
    kinds = {f"{SENT[S(one.state)][0]}:{one.pk}": one for one in applications if one.state in SENT}
    if not kinds:
        return {}
    wanted = Q(*[Q(key__startswith=f"{start}:") | Q(key=start) for start in kinds], _connector=Q.OR)
    states: dict[str, list[str]] = defaultdict(list)
    for key, state in Letter.objects.filter(wanted).order_by("pk").values_list("key", "state"):
        states[":".join(key.split(":")[:2])].append(state)
    return {kinds[start].pk: SENT[S(kinds[start].state)][1] for start, found in states.items() if _missed(start, found)}


def _missed(start: str, states: list[str]) -> bool:
    if start.startswith(("placement-asked", "placement-feedback-due")):
        return State.SENT not in states and any(one in IN_DOUBT for one in states)
    return states[-1] in IN_DOUBT

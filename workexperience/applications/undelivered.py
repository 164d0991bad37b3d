"""Letters that did not arrive, where an application waits for whoever they were to: the school can ring instead."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from frontdoor.letters.models import State
from frontdoor.letters.queries import IN_DOUBT
from workexperience.models import Application, ApplicationState

S = ApplicationState
TO_EMPLOYER = "Our letters to the employer may not have arrived. Ring them."
TO_LEARNER = "Our letter to the young person may not have arrived. Tell them yourself."
# The letters that tell whoever has to act in a state, by the beginning of their key.
SENT = {
    S.EMPLOYER: ("placement-asked", TO_EMPLOYER),
    S.FEEDBACK: ("placement-feedback-due", TO_EMPLOYER),
    S.OFFERED: ("application-moved", TO_LEARNER),
    S.OTHER_DAYS: ("placement-other-days", TO_LEARNER),
    S.CONFIRMED: ("placement-on", TO_LEARNER),
}


def asked_about(applications: Iterable[Application]) -> Q:
    """The letters that tell whoever has to act on one of these."""
    return Q(*[Q(key__startswith=f"{_start(one)}:") for one in applications if one.state in SENT], _connector=Q.OR)


def trouble(applications: Iterable[Application], states: Iterable[tuple[str, str]]) -> dict[int, str]:
    """Of these, application to what staff have to know; `states` is key and state of letters, the oldest first.

    Of letters to several people one that arrived is enough; of letters one after the other the last one tells.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for key, state in states:
        found[":".join(key.split(":")[:2])].append(state)
    waiting = [one for one in applications if one.state in SENT]
    return {one.pk: SENT[S(one.state)][1] for one in waiting if _missed(one, found[_start(one)])}


def _start(application: Application) -> str:
    return f"{SENT[S(application.state)][0]}:{application.pk}"


def _missed(application: Application, states: list[str]) -> bool:
    if SENT[S(application.state)][1] == TO_EMPLOYER:  # all who work there are written to
        return State.SENT not in states and any(one in IN_DOUBT for one in states)
    return bool(states) and states[-1] in IN_DOUBT

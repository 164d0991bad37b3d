"""What this noun asks of a person on `/to-do/`: an adviser's own proofs, and the proofs that wait for whoever runs a service."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone

from frontdoor.ground.todo import Due
from guidance.access import own_advising
from guidance.advisers import queries
from guidance.advisers.rules import NEEDED
from guidance.advisers.standing import KIND_WORDS, Standing, name_of
from guidance.models import Proof, ProofKind

DECIDE_WITHIN = timedelta(days=7)
EACH = 5  # advisers of a service that have a line each; more are one line with their number
NOBODY = "Nobody can be booked with you before."
AFTERWARDS = "Afterwards nobody can be booked with you."
NOT_SHOWN = "Afterwards it is not shown on a public page. People can be booked with you all the same."


def due(user: Any, now: datetime) -> Iterable[Due]:
    """A proof to send, to change or to renew; proofs to decide about."""
    today = timezone.localdate(now)
    for standing in queries.standings_of(own_advising(user), today):
        for kind in ProofKind:
            yield from _own(standing, kind)
    waiting = sorted(queries.waiting_with(user), key=lambda proof: proof.adviser.service_id)
    for _, proofs in groupby(waiting, key=lambda proof: proof.adviser.service_id):
        yield from _of_service(list(proofs))


def _own(standing: Standing, kind: str) -> Iterator[Due]:
    """One line at most for each kind; none while one waits. A register is needed by nobody, so only its end is told."""
    if standing.waits(kind):
        return
    words, until = KIND_WORDS[kind], standing.covered_until(kind)
    url = reverse("guidance:proof-send", args=[standing.adviser.pk, kind])
    place = standing.adviser.service.organisation.label
    is_needed = kind in NEEDED
    if back := standing.sent_back(kind):
        why = f"{back.decider} sent it back with a note."
        yield Due(f"Change your {words} and send it again", place, url, "Change", by=_end(standing, kind), why=why)
    elif until is not None and standing.runs_out(kind):
        why = AFTERWARDS if is_needed else NOT_SHOWN
        yield Due(f"Renew your {words} before it runs out", place, url, "Renew", by=until, why=why)
    elif until is None and is_needed:
        yield Due(f"Send your {words}", place, url, "Start", why=NOBODY)


def _end(standing: Standing, kind: str) -> date | None:
    return standing.covered_until(kind) if standing.runs_out(kind) else None


def _of_service(proofs: list[Proof]) -> Iterator[Due]:
    """A line for each adviser; where there are many, one for all, on the service's page."""
    by_adviser: dict[int, list[Proof]] = {}
    for proof in proofs:
        by_adviser.setdefault(proof.adviser_id, []).append(proof)
    organisation = proofs[0].adviser.service.organisation
    if len(by_adviser) > EACH:
        what = f"Decide about {len(proofs)} proofs of {len(by_adviser)} advisers"
        yield _decide(what, reverse("guidance:service", args=[organisation.pk]), proofs)
        return
    for adviser_id, theirs in by_adviser.items():
        name = name_of(theirs[0].adviser)
        what = f"Decide about {'a proof' if len(theirs) == 1 else f'{len(theirs)} proofs'} of {name}"
        yield _decide(what, reverse("guidance:adviser", args=[adviser_id]), theirs)


def _decide(what: str, url: str, proofs: list[Proof]) -> Due:
    return Due(
        what=what,
        organisation=proofs[0].adviser.service.organisation.label,
        url=url,
        button="Read",
        by=timezone.localtime(min(proof.created_at for proof in proofs)).date() + DECIDE_WITHIN,
        why="Until you decide, they count for nothing."
        if len(proofs) > 1
        else "Until you decide, it counts for nothing.",
    )

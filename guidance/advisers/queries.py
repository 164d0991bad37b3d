"""Who is in the register and able on a day: the one place where pages, lists, bookings and reminders ask."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.organisations.models import Membership, Role
from guidance.advisers.rules import NEEDED_LEVEL, Seen
from guidance.models import Adviser, Proof, ProofKind

SEEN = Q(accepted=True, ended_at=None)


def at_work() -> QuerySet[Adviser]:
    """The advisers who work for their service now: a live membership as adviser says so."""
    live = Membership.objects.filter(
        user=OuterRef("user"),
        organisation=OuterRef("service__organisation"),
        role=Role.ADVISER,
        ended_at=None,
        user__is_active=True,
    )
    return Adviser.objects.filter(Exists(live))


def able(day: date) -> QuerySet[Adviser]:
    """The advisers at work with whom somebody can be booked for a day: `rules.problem_on` as a query."""
    qualified = holding(day).filter(kind=ProofKind.QUALIFICATION, level__gte=NEEDED_LEVEL)
    cleared = holding(day).filter(kind=ProofKind.DBS)
    mine = {"adviser": OuterRef("pk")}
    return at_work().filter(Exists(qualified.filter(**mine)), Exists(cleared.filter(**mine)))


def holding(day: date) -> QuerySet[Proof]:
    """The proofs that hold on a day."""
    return Proof.objects.filter(SEEN, starts__lte=day).filter(Q(until=None) | Q(until__gte=day))


def seen_of(advisers: Iterable[Adviser]) -> dict[int, list[Seen]]:
    """What was accepted and not withdrawn, by adviser, whatever the day: what `rules` asks. One query."""
    found: dict[int, list[Seen]] = defaultdict(list)
    for proof in Proof.objects.filter(SEEN, adviser__in=advisers):
        found[proof.adviser_id].append(Seen(proof.kind, proof.starts, proof.until, proof.level))
    return found

"""Who relies on an adviser: the meetings that are booked with them, and the schools for whose pupils."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone

from frontdoor.organisations.access import Can, people_with
from frontdoor.organisations.models import Membership
from guidance.advisers import queries, rules
from guidance.models import Adviser, Meeting, Proof


@dataclass(frozen=True)
class Booked:
    """A booked meeting to come."""

    pk: int
    adviser_id: int
    institution_id: int | None
    reference: str
    day: date


def booked(advisers: Iterable[Adviser], *, now: datetime) -> list[Booked]:
    """The meetings with these advisers that have not begun, the next first. One query."""
    found = Meeting.objects.filter(adviser__in=list(advisers), cancelled_at=None, during__startswith__gte=now)
    return [
        Booked(one.pk, one.adviser_id, one.institution_id, one.reference, timezone.localdate(one.during.lower))
        for one in found.order_by("during", "pk")
    ]


def upset(advisers: Iterable[Adviser], *, now: datetime) -> list[Booked]:
    """Those of them on whose day the adviser is not able, as far as is known now: facts on the day decide. Two queries."""
    advisers = list(advisers)
    seen = queries.seen_of(advisers)
    return [one for one in booked(advisers, now=now) if rules.problem_on(seen[one.adviser_id], one.day)]


@dataclass(frozen=True)
class Without:
    """What would be if a proof were withdrawn now: how the adviser would stand, and which meetings it would upset."""

    changes: bool
    says: str
    upset: list[Booked]


def without(proof: Proof, *, now: datetime) -> Without:
    """What a withdrawal would do, for the page that asks for the reason."""
    standing = queries.standing(proof.adviser, timezone.localdate(now))
    left = replace(standing, proofs=tuple(one for one in standing.proofs if one.pk != proof.pk))
    to_come = booked([proof.adviser], now=now)
    upset = [
        one for one in to_come if rules.problem_on(left.seen, one.day) and not rules.problem_on(standing.seen, one.day)
    ]
    return Without(left.says != standing.says, left.says, upset)


def by_school(meetings: Iterable[Booked]) -> dict[int, list[Booked]]:
    """By the institution for whose pupils they are; those for nobody's are left out."""
    found: dict[int, list[Booked]] = defaultdict(list)
    for one in meetings:
        if one.institution_id:
            found[one.institution_id].append(one)
    return found


def choosers(institutions: Iterable[int]) -> dict[int, list[Membership]]:
    """Who chose the suppliers of these institutions, each person once an institution."""
    found: dict[int, list[Membership]] = defaultdict(list)
    for one in people_with(Can.CHOOSE_SUPPLIERS, list(institutions)):
        found[one.organisation_id].append(one)
    return found

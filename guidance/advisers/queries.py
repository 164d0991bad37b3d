"""Who is in the register and able on a day: the one place where pages, lists, bookings and reminders ask."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from frontdoor.organisations.access import Can, held_by, organisations_for, people_with
from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from guidance.advisers.rules import NEEDED_LEVEL, Seen, level_on
from guidance.advisers.standing import Standing, as_seen, name_of
from guidance.models import Adviser, Proof, ProofKind, Service

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


def at_work_proofs() -> QuerySet[Proof]:
    """Every proof of the advisers at work."""
    return Proof.objects.filter(adviser__in=at_work())


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
        found[proof.adviser_id].append(as_seen(proof))
    return found


def level_of(adviser: Adviser, day: date) -> int | None:
    """The highest level of qualification that an adviser had on a day: the fact that a meeting of that day carries.

    By what their service has accepted until now and not withdrawn: what turned out to be untrue was never a fact.
    """
    return level_on(seen_of([adviser])[adviser.pk], day)


def standings(service: Service, on: date) -> list[Standing]:
    """Where each adviser of a service stands on a day, by name. Two queries whatever the number."""
    found = _stand(list(at_work().filter(service=service).select_related("user")), on)
    return sorted(found, key=lambda one: (name_of(one.adviser).casefold(), one.adviser.pk))


def standing(adviser: Adviser, on: date) -> Standing:
    """Where one adviser stands on a day, with every proof that they ever sent. One query."""
    return standings_of([adviser], on)[0]


def standings_of(advisers: list[Adviser], on: date) -> list[Standing]:
    """The same of several, in their order: one person's rows at different services. One query."""
    return _stand(advisers, on)


def _stand(advisers: list[Adviser], on: date) -> list[Standing]:
    proofs: dict[int, list[Proof]] = defaultdict(list)
    told = Proof.objects.filter(adviser__in=advisers).select_related("decided_by", "ended_by")
    for proof in told.order_by("-created_at", "-pk") if advisers else ():
        proofs[proof.adviser_id].append(proof)
    return [Standing(one, on, tuple(proofs[one.pk])) for one in advisers]


def deciders(adviser: Adviser) -> list[Membership]:
    """Who runs the adviser's service and so checks their proofs: never they themselves."""
    return [one for one in managers([adviser.service_id]) if one.user_id != adviser.user_id]


def managers(services: Iterable[int]) -> list[Membership]:
    """Who runs these services, each person once a service."""
    places = Organisation.objects.filter(guidance_service__in=list(services))
    return list(people_with(Can.MANAGE_ADVISERS, places.values("pk")))


def waiting_with(user: Any) -> QuerySet[Proof]:
    """The proofs that wait for this very person, the longest first: of their services, and never their own.

    Nothing is asked for somebody who runs no service.
    """
    if Can.MANAGE_ADVISERS not in held_by(user):
        return Proof.objects.none()
    places = organisations_for(user, Can.MANAGE_ADVISERS)
    waiting = Proof.objects.filter(decided_at=None, adviser__service__organisation__in=places.values("pk"))
    mine = waiting.filter(adviser__in=at_work()).exclude(adviser__user=user)
    return mine.select_related("adviser__user", "adviser__service__organisation").order_by("created_at", "pk")


def adults_only(service: Service) -> bool:
    """Whether its advisers meet no children: the adult service, as long as no school may choose it."""
    return service.organisation.kind == Kind.ADULT_SERVICE and not service.takes_schools

"""Who is in the register and able on a day: the one place where pages, lists, bookings and reminders ask."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from frontdoor.ground.often import asked_often
from frontdoor.organisations.access import Can, held_by, organisations_for, people_with
from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from guidance.advisers.rules import BASIC, NEEDED_LEVEL, Seen, level_on
from guidance.advisers.standing import Standing, as_seen, name_of
from guidance.chosen import not_over
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
    return counting().filter(starts__lte=day).filter(Q(until=None) | Q(until__gte=day))


def counting() -> QuerySet[Proof]:
    """What was accepted, is not withdrawn, and suits whom the service meets: a basic DBS check only where it meets no child."""
    return Proof.objects.filter(SEEN).exclude(_unfit())


def basic_checks(service: Service, on: date) -> QuerySet[Proof]:
    """The basic DBS checks that count for advisers at work there, on a day or later: with them no school may be supplied."""
    basic = at_work_proofs().filter(SEEN, adviser__service=service, kind=ProofKind.DBS, name=BASIC)
    return basic.exclude(until__lt=on)


def seen_of(advisers: Iterable[Adviser], *, for_child: bool = False) -> dict[int, list[Seen]]:
    """What counts, by adviser, whatever the day: what `rules` asks. One query.

    Where a child is met a basic DBS check never counts, wherever the adviser works (domain 4.6).
    """
    found: dict[int, list[Seen]] = defaultdict(list)
    ids = [one.pk for one in advisers]
    for proof in _counting_for_a_child(adviser_ids=ids) if for_child else counting().filter(adviser__in=ids):
        found[proof.adviser_id].append(as_seen(proof))
    return found


@asked_often
def _counting_for_a_child(*, adviser_ids: list[int]) -> QuerySet[Proof]:
    return Proof.objects.filter(SEEN, adviser__in=adviser_ids).exclude(kind=ProofKind.DBS, name=BASIC)


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
    told = told.annotate(is_unfit=ExpressionWrapper(_unfit(), BooleanField()))
    for proof in told.order_by("-created_at", "-pk") if advisers else ():
        proofs[proof.adviser_id].append(proof)
    return [Standing(one, on, tuple(proofs[one.pk]), _unfit_of(proofs[one.pk])) for one in advisers]


def _unfit_of(proofs: Iterable[Any]) -> frozenset[int]:
    return frozenset(proof.pk for proof in proofs if proof.is_unfit)


def _unfit() -> Q:
    """A basic DBS check of somebody whose service meets children."""
    return Q(kind=ProofKind.DBS, name=BASIC) & ~Q(adviser__service__in=_for_adults_only())


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
    """Whether its advisers meet no children: the adult service, while no school may choose it and it supplies none."""
    return _for_adults_only().filter(pk=service.pk).exists()


def _for_adults_only() -> QuerySet[Service]:
    """Today, whatever the day that is asked about: a supply that begins later counts, one that is over does not."""
    supplied = Exists(not_over(timezone.localdate()).filter(service=OuterRef("pk")))
    return Service.objects.filter(~supplied, organisation__kind=Kind.ADULT_SERVICE, takes_schools=False)

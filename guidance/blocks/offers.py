"""What a school can buy: the offers of other services that take schools of its region, and what is known of their advisers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Max, Q, QuerySet

from frontdoor.organisations.models import Organisation
from guidance.advisers.queries import able, holding
from guidance.models import ProofKind, TimeOffer
from guidance.models.blocks import TERMS


@dataclass(frozen=True)
class Staff:
    """The advisers of a service with whom somebody can be booked on a day, as its service has seen their proofs.

    `levels` counts them by the highest level of a qualification in career guidance; `registered` are in a register.
    """

    number: int = 0
    levels: tuple[tuple[int, int], ...] = ()
    registered: int = 0


def on_sale() -> QuerySet[TimeOffer]:
    """Everything that is offered now, by services that schools may choose."""
    found = TimeOffer.objects.filter(ended_at=None, service__takes_schools=True)
    return found.select_related("service__organisation")


def sold_to(institution: Organisation) -> QuerySet[TimeOffer]:
    """What this school or college can buy. Its own staff it does not buy from."""
    here = Q(areas=[]) | Q(areas__contains=[institution.region])
    found = on_sale().filter(here).exclude(service__organisation=institution)
    return found.order_by("service__organisation__name", "name", "pk")


def version_of(offer: TimeOffer) -> str:
    """What an offer's terms are now, as a mark: an order says which terms its page showed."""
    told = [str(getattr(offer, name)) for name in (*TERMS, "least_sessions", "months_valid")]
    return sha256("\n".join(told).encode()).hexdigest()[:16]


def staff_of(services: Iterable[int], *, on: date) -> dict[int, Staff]:
    """What a school reads of the advisers of these services. Two queries, whatever the number."""
    there = able(on).filter(service__in=set(services))
    high = Max("proofs__level", filter=Q(proofs__in=holding(on).filter(kind=ProofKind.QUALIFICATION)))
    levels: dict[int, list[int]] = {}
    for service_id, level in there.annotate(high=high).values_list("service", "high"):
        levels.setdefault(service_id, []).append(level)
    listed = holding(on).filter(kind=ProofKind.REGISTER, adviser__in=there)
    counts = Counter(service_id for _adviser, service_id in set(listed.values_list("adviser", "adviser__service")))
    return {pk: Staff(len(found), tuple(sorted(Counter(found).items())), counts[pk]) for pk, found in levels.items()}

"""What the pages of a school that buys adviser time ask for."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

from django.db.models import Q, QuerySet

from frontdoor.organisations.models import Organisation
from frontdoor.record.queries import roll
from guidance.blocks import queries as blocks
from guidance.blocks import rules
from guidance.blocks.actions import price
from guidance.blocks.offers import Staff, staff_of
from guidance.blocks.rules import Stand
from guidance.chosen import not_over
from guidance.models import Block, Supply, TimeOffer


@dataclass(frozen=True)
class Column:
    """One offer of the comparison. `sessions` are what a school gets that needs so many: days are bought whole."""

    offer: TimeOffer
    staff: Staff
    sessions: int
    total: Decimal


def columns(offers: Iterable[TimeOffer], *, sessions: int, on: date) -> list[Column]:
    """Offers as they are compared, for so many sessions. Two queries, whatever the number."""
    listed = list(offers)
    staff = staff_of([one.service_id for one in listed], on=on) if listed else {}
    return [Column(one, staff.get(one.service_id, Staff()), *_costs(one, sessions)) for one in listed]


def costs(offer: TimeOffer, sessions: int) -> tuple[int, Decimal]:
    """How many sessions an order is of, and what they cost."""
    got = rules.sessions_bought(sessions, priced_by=offer.priced_by, sessions_a_day=offer.sessions_a_day)
    return got, price(offer, got)


def _costs(offer: TimeOffer, wanted: int) -> tuple[int, Decimal]:
    return costs(offer, max(wanted, offer.least_sessions))


def once_sold_to(institution: Organisation) -> QuerySet[TimeOffer]:
    """What this school can buy, or could until it was taken off sale: `sold_to` with what has ended."""
    here = Q(areas=[]) | Q(areas__contains=[institution.region])
    found = TimeOffer.objects.filter(here).exclude(service__organisation=institution)
    return found.select_related("service__organisation")


def years_of(institution: Organisation, learners: Collection[int], *, today: date) -> Counter[int | None]:
    """How many of these pupils of the roll each year group has."""
    if not learners:
        return Counter()
    found = roll(institution, today=today).filter(learner__in=learners)
    return Counter(found.values_list("year_group", flat=True))


def usable(institution: Organisation, years: Collection[int | None], *, on: date) -> list[Any]:
    """Its blocks with something left for one of these year groups; for whichever, where none is named."""
    found = blocks.usable(institution.pk, on)
    named = [year for year in years if year is not None]
    return list(found.filter(year_groups__overlap=named) if named and len(named) == len(years) else found)


def is_enough(wanted: Counter[int | None], usable: list[Any]) -> bool:
    """Whether each of so many pupils of each year group can have a session of these blocks.

    Whoever has no year group can have any. It is so when no set of year groups wants more than the blocks for it have left.
    """
    years = sorted(year for year in wanted if year is not None)
    if wanted.total() > sum(block.left for block in usable):
        return False
    sets = (chosen for size in range(1, len(years) + 1) for chosen in combinations(years, size))
    return all(
        sum(wanted[year] for year in chosen)
        <= sum(block.left for block in usable if not {*block.year_groups}.isdisjoint(chosen))
        for chosen in sets
    )


def chosen_without_buying(institution: Organisation, service_id: int, *, on: date) -> Supply | None:
    """The choice of a service that becomes bought time with the first order."""
    return not_over(on).filter(institution=institution, service=service_id, ended_at=None, by_block=False).first()


def can_fill(stand: Stand) -> bool:
    """Whether meetings can be booked on a block that stands so."""
    return stand in (Stand.HOLDS, Stand.NOT_BEGUN)


def can_end(stand: Stand) -> bool:
    """Whether there is anything to end."""
    return stand in (Stand.ORDERED, Stand.NOT_BEGUN, Stand.HOLDS, Stand.USED_UP)


def of_school(institution: Organisation, block_id: int) -> Block | None:
    """One of its blocks, with `used` and `left`."""
    return blocks.of_school(institution.pk).filter(pk=block_id).first()

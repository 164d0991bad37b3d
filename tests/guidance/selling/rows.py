"""Who gets the pages of what a service sells: those who run it. A school's own staff sell nothing."""

from typing import Any

from guidance.models import Service
from tests.access.rows import MISSING_ID, Row, by_organisation, furnish, only
from tests.access.world import World
from tests.guidance.factories import BlockFactory, TimeOfferFactory
from tests.guidance.services.rows import _services  # noqa: F401 services are furnished first

SELL = ["adviser-lead", "council", "ncs"]
SELLERS = only(*SELL)
OFFERERS = SELLERS | {"council": 302, "ncs": 302}  # their services take no schools: that is said first


@furnish
def _sold(world: World) -> None:
    """Each seller of the table has an offer, and a block of the school of its side; `things["sold", id]` is (offer, block).

    `things["order", id]` is an order that waits for its word.
    """
    sides = ((world.own, world.school), (world.elsewhere, world.far_school))
    for places, school in sides:
        for role in SELL:
            place = places[role]
            assert place
            offer = TimeOfferFactory(service=Service.objects.get(organisation=place))
            block = BlockFactory(offer=offer, institution=school)
            world.things["sold", place.pk] = (offer, block)
            waiting = BlockFactory(offer=offer, institution=school, accepted=None, decided_at=None)
            world.things["order", place.pk] = waiting


def sold(world: World, role: str, column: str, what: str) -> dict[str, Any] | None:
    """An offer or a block of the role's own organisation; of another one; none."""
    found = by_organisation(world, role, column)
    which = ("offer_id", "block_id").index(what)
    if found is None:
        return None
    there = world.things.get(("sold", found["organisation_id"]))
    return found | {what: there[which].pk if there else MISSING_ID}


def offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An offer."""
    return sold(world, role, column, "offer_id")


def block(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A block."""
    return sold(world, role, column, "block_id")


ROWS_OF_SELLING = [
    Row("guidance:time-offers", get=SELLERS, args=by_organisation),
    Row("guidance:time-offer-new", get=OFFERERS, post=OFFERERS, args=by_organisation),
    Row("guidance:time-offer", get=SELLERS, post=SELLERS, args=offer),
    Row("guidance:time-offer-end", get=SELLERS, post=only(*SELL, status=302), args=offer),
    Row("guidance:sold", get=SELLERS, args=by_organisation),
    Row("guidance:sold-block", get=SELLERS, post=SELLERS, args=block),
    Row("guidance:sold-block-end", get=SELLERS, post=SELLERS, args=block),
]

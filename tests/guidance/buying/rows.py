"""Who gets the pages on which a school buys adviser time: its leaders and heads."""

from typing import Any

from frontdoor.organisations.models import Kind
from guidance.models import Service
from tests.access.rows import MISSING_ID, Row, by_urn, furnish, only
from tests.access.world import World
from tests.guidance.factories import BlockFactory, TimeOfferFactory

CHOOSERS = ("leader", "head")


@furnish
def _bought(world: World) -> None:
    """Each school has bought a block of the adviser service of its own side; `things["bought", id]` by school."""
    sides = zip((world.school, world.far_school), world.things[Kind.ADVISER_SERVICE], strict=True)
    for (school, place), person in zip(sides, (world.people["leader"], world.others["leader"]), strict=True):
        offer = TimeOfferFactory(service=Service.objects.get(organisation=place))
        world.things["bought", school.pk] = BlockFactory(offer=offer, institution=school, ordered_by=person)


def an_offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """What is sold to a school."""
    return _address(world, role, column, "offer_id")


def a_block(world: World, role: str, column: str) -> dict[str, Any] | None:
    """What a school has bought."""
    return _address(world, role, column, "block_id")


def _address(world: World, role: str, column: str, name: str) -> dict[str, Any] | None:
    address = by_urn(world, role, column)
    if address is None or column == "missing":
        return address and address | {name: MISSING_ID}
    block = world.things["bought", (world.school if column == "own" else world.far_school).pk]
    return address | {name: block.offer_id if name == "offer_id" else block.pk}


ROWS_OF_BUYING: list[Row] = [
    Row("guidance:compare", get=only(*CHOOSERS), post=only(*CHOOSERS, status=302), args=by_urn),
    Row("guidance:order", get=only(*CHOOSERS), post=only(*CHOOSERS), args=an_offer),
    Row("guidance:blocks", get=only(*CHOOSERS), args=by_urn),
    Row("guidance:block", get=only(*CHOOSERS), args=a_block),
    Row("guidance:block-end", get=only(*CHOOSERS), post=only(*CHOOSERS, status=302), args=a_block),
    Row("guidance:block-statement", get=only(*CHOOSERS), args=a_block),
]

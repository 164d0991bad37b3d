"""Who gets the pages of suppliers: a school's leaders and heads, and those who run the service that it has chosen."""

from typing import Any

from frontdoor.organisations.models import Kind
from guidance.models import Service
from tests.access.rows import MISSING_ID, Row, by_urn, furnish, no_args, only
from tests.access.world import World
from tests.guidance.factories import SupplyFactory

CHOOSERS = ("leader", "head")


@furnish
def _supplies(world: World) -> None:
    """Each school has chosen the adviser service of its own side; `things["supply", id]` by school and by service."""
    sides = zip((world.school, world.far_school), world.things[Kind.ADVISER_SERVICE], strict=True)
    for (school, place), person in zip(sides, (world.people["leader"], world.others["leader"]), strict=True):
        service = Service.objects.get(organisation=place)
        service.takes_schools = True
        service.save(update_fields=["takes_schools"])
        made = SupplyFactory(institution=school, service=service, created_by=person)
        world.things["supply", school.pk] = world.things["supply", place.pk] = made


def chosen(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's choice."""
    address = by_urn(world, role, column)
    if address is None or column == "missing":
        return address and address | {"supply_id": MISSING_ID}
    school = world.school if column == "own" else world.far_school
    return address | {"supply_id": world.things["supply", school.pk].pk}


def on_offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A service that a school has not chosen."""
    address = by_urn(world, role, column)
    if address is None or column == "missing":
        return address and address | {"organisation_id": MISSING_ID}
    near, far = world.things[Kind.ADVISER_SERVICE]
    return address | {"organisation_id": (far if column == "own" else near).pk}


def supplied(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's choice as the service sees it."""
    if column == "missing":
        return {"organisation_id": MISSING_ID, "supply_id": MISSING_ID}
    near, far = world.things[Kind.ADVISER_SERVICE]
    place = near if column == "own" else far
    return {"organisation_id": place.pk, "supply_id": world.things["supply", place.pk].pk}


ROWS_OF_SUPPLIES: list[Row] = [
    Row("guidance:suppliers-mine", get=only(*CHOOSERS, status=302), args=no_args),
    Row("guidance:suppliers", get=only(*CHOOSERS), args=by_urn),
    Row("guidance:suppliers-find", get=only(*CHOOSERS), args=by_urn),
    Row("guidance:supplier-choose", get=only(*CHOOSERS), post=only(*CHOOSERS), args=on_offer),
    Row("guidance:supply", get=only(*CHOOSERS), post=only(*CHOOSERS), args=chosen),
    Row("guidance:supply-end", get=only(*CHOOSERS), post=only(*CHOOSERS, status=302), args=chosen),
    Row("guidance:supply-stop", get=only("adviser-lead"), post=only("adviser-lead"), args=supplied),
]

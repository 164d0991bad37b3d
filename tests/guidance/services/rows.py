"""Who gets the pages of a service: those who run it."""

from typing import Any

from frontdoor.organisations.models import Organisation
from tests.access.rows import MISSING_ID, Row, by_organisation, furnish, only
from tests.access.world import World
from tests.guidance.factories import PlaceFactory, ServiceFactory

RUN = ["leader", "head", "adviser-lead", "council", "ncs"]
RUNNERS = only(*RUN)


@furnish
def _services(world: World) -> None:
    """A service with a place at every organisation of the table that gives guidance; `things["place", id]` is its place."""
    places = [world.own[role] for role in RUN] + [world.elsewhere[role] for role in RUN]
    for organisation in dict.fromkeys(places):
        assert organisation
        service = ServiceFactory(organisation=organisation) if not _has(organisation) else organisation.guidance_service
        world.things["place", organisation.pk] = PlaceFactory(service=service, name="Careers room")


def _has(organisation: Organisation) -> bool:
    return hasattr(Organisation.objects.get(pk=organisation.pk), "guidance_service")


def place(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A place of the role's own organisation; of another one; none."""
    found = by_organisation(world, role, column)
    if found is None or column == "missing":
        return found and found | {"place_id": MISSING_ID}
    there = world.things.get(("place", found["organisation_id"]))
    return found | {"place_id": there.pk if there else MISSING_ID}


ROWS_OF_SERVICES = [
    Row("guidance:services", get=only(*RUN, status=302)),
    Row("guidance:service", get=RUNNERS, post=only(*RUN, status=302), args=by_organisation),
    Row("guidance:service-about", get=RUNNERS, post=only(*RUN, status=302), args=by_organisation),
    Row("guidance:place-add", get=RUNNERS, post=RUNNERS, args=by_organisation),
    Row("guidance:place", get=RUNNERS, post=RUNNERS, args=place),
    Row("guidance:place-close", get=RUNNERS, post=only(*RUN, status=302), args=place),
]

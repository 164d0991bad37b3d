"""The employers of the access table, and their addresses. It knows no noun: every noun's rows may import it."""

from datetime import date, timedelta
from typing import Any

from tests.access.rows import MISSING_ID, furnish
from tests.access.world import World
from tests.workexperience.factories import CheckFactory, EmployerFactory, OfferFactory, SessionFactory

FAR_AHEAD = date(2099, 8, 31)  # the table is asked on the day it is
WEEK_AHEAD = date(2099, 3, 2)  # a Monday


@furnish
def _employers(world: World) -> None:
    """Both employers of the table are checked and offer something; `things["offer", id]` is each one's offer."""
    for organisation, school in (
        (world.own["employer"], world.school),
        (world.elsewhere["employer"], world.far_school),
    ):
        assert organisation
        organisation.council = school.council
        organisation.save(update_fields=["council"])
        employer = EmployerFactory(organisation=organisation)
        world.things["check", organisation.pk] = CheckFactory(
            employer=employer, accepted_by_hub=True, insured_until=FAR_AHEAD
        )
        offer = OfferFactory(employer=employer, closes_on=None)
        SessionFactory(offer=offer, first_day=WEEK_AHEAD, last_day=WEEK_AHEAD + timedelta(days=4))
        world.things["offer", organisation.pk] = offer


def employer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of an employer's own pages."""
    if column == "missing":
        return {"organisation_id": MISSING_ID}
    found = (world.own if column == "own" else world.elsewhere)["employer"]
    assert found
    return {"organisation_id": found.pk}

"""Who gets the public pages of guidance: everybody."""

from datetime import date
from typing import Any

from frontdoor.organisations.models import Kind
from tests.access.rows import MISSING_ID, Row, anyone, furnish
from tests.access.world import World
from tests.factories import OrganisationFactory
from tests.guidance.factories import able_adviser


@furnish
def _public_adviser(world: World) -> None:
    """One adviser who is shown; nobody of the table knows them."""
    service = OrganisationFactory(kind=Kind.ADVISER_SERVICE, name="Invented Public Advisers")
    adviser = able_adviser(service, "shown@advisers.example", "Ada Shown")
    adviser.is_public = True
    adviser.about = "I listen first."
    adviser.languages, adviser.specialisms = ["pl"], ["send"]
    adviser.channels, adviser.areas = ["video", "face-to-face"], ["North West"]
    adviser.save()
    adviser.proofs.filter(kind="dbs").update(until=date(2099, 8, 31))
    world.things["public adviser"] = adviser


def public_adviser(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An adviser who is shown on the day the table is asked; nobody's, so there is no "elsewhere"."""
    if column == "elsewhere":
        return None
    return {"adviser_id": world.things["public adviser"].pk if column == "own" else MISSING_ID}


ROWS_OF_PUBLIC = [
    Row("guidance:what-it-is", get=anyone()),
    Row("guidance:public-advisers", get=anyone()),
    Row("guidance:public-adviser", get=anyone(), args=public_adviser, public=True),
]

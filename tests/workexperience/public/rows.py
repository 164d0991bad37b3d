"""Who gets an offer's page: everybody, while it is listed."""

from typing import Any

from tests.access.rows import MISSING_ID, Row, anyone
from tests.access.world import World


def public_offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """An offer that is listed on the day the table is asked; nobody's, so there is no "elsewhere"."""
    if column == "elsewhere":
        return None
    employer = world.own["employer"]
    assert employer
    return {"offer_id": world.things["offer", employer.pk].pk if column == "own" else MISSING_ID}


ROWS_OF_PUBLIC = [
    Row("workexperience:public-offer", get=anyone(), args=public_offer, public=True),
    Row("workexperience:public-offer-download", get=anyone(), args=public_offer, public=True),
]

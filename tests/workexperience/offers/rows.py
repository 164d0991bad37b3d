"""Who gets the pages of offers: the employer's own people, and nobody else."""

from typing import Any

from tests.access.rows import MISSING_ID, Row, only
from tests.access.world import World
from tests.workexperience.addresses import employer

OWN = only("employer")
GO = only("employer", status=302)


def offer(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of the employer's offer."""
    found = employer(world, role, column)
    assert found
    made = world.things.get(("offer", found["organisation_id"]))
    return found | {"offer_id": made.pk if made else MISSING_ID}


ROWS_OF_OFFERS = [
    Row("workexperience:offers", get=OWN, args=employer),
    Row("workexperience:offer-new", get=OWN, post=OWN, args=employer),
    Row("workexperience:offer", get=OWN, args=offer),
    *(
        # Nothing is answered: the form comes back.
        Row(f"workexperience:offer-{name}", get=OWN, post=OWN, args=offer)
        for name in ("kind", "what", "where", "who", "when")
    ),
    Row("workexperience:offer-check", get=OWN, args=offer),
    Row("workexperience:offer-open", get=None, post=GO, args=offer),
    Row("workexperience:offer-close", get=OWN, post=GO, args=offer),
    Row("workexperience:offer-again", get=None, post=GO, args=offer),
    Row("workexperience:offer-delete", get=OWN, post=GO, args=offer),
]

"""Who gets the pages of checks: the employer sends, its hub and the department decide."""

from typing import Any

from tests.access.rows import MISSING_ID, Row, only
from tests.access.world import World
from tests.workexperience.addresses import employer


def check(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of an employer's check; all checks are the department's."""
    if column == "missing":
        return {"check_id": MISSING_ID}
    if role == "department" and column == "elsewhere":
        return None
    place = (world.own if column == "own" else world.elsewhere)["employer"]
    assert place
    return {"check_id": world.things["check", place.pk].pk}


DECIDERS = ("hub", "department")
ROWS_OF_CHECKS = [
    Row("workexperience:checks", get=only(*DECIDERS)),
    Row("workexperience:check", get=only(*DECIDERS), post=only(*DECIDERS), args=check),
    Row("workexperience:check-accept", get=None, post=only(*DECIDERS, status=302), args=check),
    Row("workexperience:check-send-back", get=only(*DECIDERS), post=only(*DECIDERS), args=check),
    Row("workexperience:check-withdraw", get=only(*DECIDERS), post=only(*DECIDERS), args=check),
    Row("workexperience:check-send", get=only("employer"), post=only("employer"), args=employer),
]

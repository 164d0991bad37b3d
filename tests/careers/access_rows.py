"""Who gets the pages of careers: anyone."""

from tests.access.rows import Row, anyone, furnish
from tests.careers.factories import CareerFactory


@furnish
def careers(world):
    """A career to look at."""
    world.things["career"] = CareerFactory(slug="keeper-of-bees", title="Keeper of bees", does=["Look after bees."])


def by_slug(world, role, column):
    """A career's page."""
    return {"own": {"slug": world.things["career"].slug}, "missing": {"slug": "no-such-career"}}.get(column)


ROWS = [
    Row("careers:explore", get=anyone()),
    Row("careers:career", get=anyone(), args=by_slug),
]

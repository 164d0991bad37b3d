"""Who gets the pages of careers and choices: anyone."""

from tests.access.rows import Row, anyone, furnish
from tests.careers.factories import CareerFactory


@furnish
def careers(world):
    """A career to look at."""
    world.things["career"] = CareerFactory(
        slug="keeper-of-bees", title="Keeper of bees", does=["Look after bees."], subjects=["maths"]
    )


def by_slug(world, role, column):
    """A career's page."""
    return {"own": {"slug": world.things["career"].slug}, "missing": {"slug": "no-such-career"}}.get(column)


def stage(world, role, column):
    """A reader's page."""
    return {"own": {"stage": "send"}, "missing": {"stage": "nobody"}}.get(column)


def subject(world, role, column):
    """A school subject's page."""
    return {"own": {"subject": "maths"}, "missing": {"subject": "alchemy"}}.get(column)


ROWS = [
    Row("careers:explore", get=anyone()),
    Row("careers:career", get=anyone(), args=by_slug),
    Row("choices:index", get=anyone()),
    Row("choices:stage", get=anyone(), args=stage),
    Row("choices:near", get=anyone(), args=stage),
    Row("choices:easy-read", get=anyone(), args=stage),
    Row("choices:subject", get=anyone(), args=subject),
]

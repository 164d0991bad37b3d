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


def by_page(world, role, column):
    """A page of the quiz."""
    return {"own": {"number": 2}, "missing": {"number": 11}}.get(column)


ROWS = [
    Row("careers:explore", get=anyone()),
    Row("careers:career", get=anyone(), args=by_slug),
    Row("choices:index", get=anyone()),
    Row("choices:stage", get=anyone(), args=stage),
    Row("choices:near", get=anyone(), args=stage),
    Row("choices:easy-read", get=anyone(), args=stage),
    Row("choices:subject", get=anyone(), args=subject),
    Row("quiz:start", get=anyone(), post=anyone(302), data={"mend": "2"}),
    Row("quiz:page", get=anyone(), post=anyone(302), args=by_page, data={"draw": "2"}),
    Row("quiz:result", get=anyone()),
    Row("quiz:how", get=anyone()),
    Row("quiz:not-for-me", get=None, post=anyone(302), data={"career": "keeper-of-bees"}),
    Row("quiz:bring-back", get=None, post=anyone(302), data={"career": "keeper-of-bees"}),
    Row("quiz:again", get=None, post=anyone(302)),
    # Nobody has saved a result yet: what somebody else saved is asked about in tests/careers/saving/.
    Row("quiz:open", get=None, post=anyone(404), public=True),
    Row("saved:shown", get=anyone()),
    Row("saved:add", get=anyone(), post=anyone(302), args=by_slug, data={"csrfmiddlewaretoken": "not asked here"}),
    Row("saved:add-result", get=None, post=anyone(302)),
    Row("saved:remove", get=None, post=anyone(302), data={"career": "keeper-of-bees"}),
    Row("saved:keep", get=None, post=anyone(302)),
    Row("saved:clear", get=anyone(), post=anyone(302)),
]

"""Who gets the pages of careers and choices: anyone."""

from datetime import date

from frontdoor.careers import actions, content
from frontdoor.careers.entries import read_entries
from frontdoor.careers.models import Words
from frontdoor.careers.shipped import occupations
from frontdoor.organisations.models import Outcode, Place, Point
from tests.access.rows import Row, anyone, furnish
from tests.careers.factories import CareerFactory
from tests.factories import SchoolFactory

HERE = Point(426_000, 427_500)
SHOWN = 32  # careers of one category: more than a page of the list


@furnish
def careers(world):
    """A career with little to say and no pay, and careers that ship, one of them with every part."""
    world.things["career"] = CareerFactory(
        slug="keeper-of-bees", title="Keeper of bees", does=["Look after bees."], subjects=["maths"]
    )
    actions.put_categories(content.categories())
    actions.put_occupations(occupations())
    shipped = read_entries(content.read(content.DATA / "careers" / "healthcare.yaml"))
    first = sorted(shipped, key=lambda entry: entry.slug != "nurse")
    actions.put(first[:SHOWN], words=Words.OURS, as_at=date(2020, 11, 16))


@furnish
def places(world):
    """A college near a place, a name that two places have, and a place that is not in England."""
    Outcode.objects.create(outcode="LS27", point=HERE, region="Yorkshire and The Humber")
    Outcode.objects.create(outcode="TR21", point=Point(91_000, 11_000), region="South West")
    Outcode.objects.create(outcode="IV27", point=Point(220_000, 930_000), region="Scotland")
    for council in ("Telford", "Isle of Wight"):
        Place.objects.create(name="Newport", council_name=council, region="England", point=HERE)
    SchoolFactory(name="Quarry College", type_code="18", age_low=16, age_high=99, easting=427_000, northing=427_500)


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

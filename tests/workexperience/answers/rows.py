"""Who gets the pages on which an employer answers, and those of the days: its own people, the link's holder, the school."""

from datetime import date
from typing import Any

from django.utils import timezone

from frontdoor.ground.keys import hashed
from tests.access.rows import MISSING_ID, MISSING_URN, Row, anyone, furnish, only
from tests.access.world import World
from tests.workexperience.addresses import employer
from tests.workexperience.factories import SessionFactory, applied
from workexperience.applications import moves
from workexperience.models import Offer
from workexperience.placements.actions import Supervision, settle

FIRST, LAST = date(2099, 3, 2), date(2099, 3, 6)  # the table is asked on the day it is
TOKEN = "a-link-of-the-access-table"


@furnish
def _asked(world: World) -> None:
    """Of each employer one application that waits for it, and one that is confirmed with its days."""
    for place, school in ((world.own["employer"], world.school), (world.elsewhere["employer"], world.far_school)):
        assert place
        offer, now = Offer.objects.get(employer=place.pk), timezone.now()
        week = SessionFactory(offer=offer, first_day=FIRST, last_day=LAST)
        facts: dict[str, Any] = {"institution": school, "contact_name": "The contact", "contact_phone": "01632 960 001"}
        waits, goes = (moves.ready(moves.locked(applied(week, **facts).pk), by=None, now=now) for _ in range(2))
        settle(moves.locked(goes.pk), by=None, now=now, supervision=Supervision("Sol Marsh", "01632 960 115"))
        if place == world.own["employer"]:
            type(goes).objects.filter(pk=goes.pk).update(link_hash=hashed(TOKEN))
        world.things["answers", place.pk], world.things["goes", place.pk] = waits, goes
        world.things["goes", school.pk] = goes


def asked(world: World, role: str, column: str, which: str = "answers") -> dict[str, Any] | None:
    """An application as its employer sees it."""
    address = employer(world, role, column)
    assert address
    if column == "missing":
        return address | {"application_id": MISSING_ID}
    return address | {"application_id": world.things[which, address["organisation_id"]].pk}


def goes(world: World, role: str, column: str) -> dict[str, Any] | None:
    """One that is confirmed."""
    return asked(world, role, column, "goes")


def day_of(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A day of it."""
    address = goes(world, role, column)
    assert address
    found = world.things.get(("goes", address["organisation_id"]))
    return address | {"day_id": found.days.first().pk if found and column != "missing" else MISSING_ID}


def day_by_link(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A day behind the supervisor's link."""
    place = world.own["employer"]
    assert place
    return {"day_id": world.things["goes", place.pk].days.first().pk} if column == "own" else None


def school_day(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A day as the school sees it."""
    if column == "missing":
        return {"urn": MISSING_URN, "day_id": MISSING_ID}
    own, elsewhere = world.schools(role)
    found = own if column == "own" else elsewhere
    return found and {"urn": found.urn, "day_id": world.things["goes", found.pk].days.first().pk}


def school(world: World, role: str, column: str) -> dict[str, Any] | None:
    """A school's page by its number."""
    if column == "missing":
        return {"urn": MISSING_URN}
    own, elsewhere = world.schools(role)
    found = own if column == "own" else elsewhere
    return found and {"urn": found.urn}


BOXES = {"name": "Sol Marsh", "phone": "01632 960 115"}
KEY = {"key": TOKEN}
NO = {"reason": "days"}
THEIRS, DONE = only("employer"), only("employer", status=302)
STAFF = ("leader", "head", "teacher")
MAY_ACT = only("leader", "head", status=302) | {"teacher": 403}
ROWS_OF_ANSWERS = [
    Row("workexperience:answers", get=THEIRS, args=employer),
    Row("workexperience:answer", get=THEIRS, args=asked),
    Row("workexperience:answer-accept", get=THEIRS, post=DONE, args=asked, data=BOXES),
    Row("workexperience:answer-other-days", get=THEIRS, post=THEIRS, args=asked),  # no other days are free
    Row("workexperience:answer-decline", get=THEIRS, post=DONE, args=asked, data=NO),
    Row("workexperience:answer-cancel", get=DONE, post=DONE, args=asked, data=NO),
    Row("workexperience:answer-supervisors", get=DONE, post=DONE, args=asked, data=BOXES),
    Row("workexperience:answer-day", get=None, post=DONE, args=day_of, data={"mark": "here"}),
    Row("workexperience:answer-feedback", get=DONE, post=DONE, args=goes),
    Row("workexperience:answer-link", get=None, post=DONE, args=goes),
    Row("workexperience:day", get=anyone(404), public=True),  # without the link's key
    Row("workexperience:day-mark", get=None, post=anyone(302), args=day_by_link, data=KEY, public=True),
    Row("workexperience:day-feedback", get=anyone(404), post=anyone(302), data=KEY, public=True),
    Row("workexperience:placement-days", get=only(*STAFF), args=school),
    Row("workexperience:placement-day", get=only(*STAFF), args=school_day),
    Row("workexperience:placement-day-spoken", get=None, post=MAY_ACT, args=school_day),
    Row("workexperience:placement-day-mark", get=None, post=MAY_ACT, args=school_day, data={"mark": "here"}),
]

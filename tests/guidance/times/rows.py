"""Who gets the pages of times: the adviser, and those who run their service; the calendar whoever has its key."""

from typing import Any

from frontdoor.organisations.models import Kind, Organisation, Role
from guidance.models import Adviser
from tests.access.rows import MISSING_ID, NOT_OFFERED, Args, Row, anyone, furnish, only, with_more
from tests.access.world import World
from tests.factories import member

KINDS = {"council": Kind.COUNCIL, "ncs": Kind.ADULT_SERVICE}
RUN = ("leader", "head", "adviser-lead", "council", "ncs")


@furnish
def advisers(world: World) -> None:
    """One adviser at each body that gives guidance; `adviser@` is one already."""
    for places in (world.own, world.elsewhere):
        for role in ("adviser", *RUN):
            place = places[role]
            if place and not _at(place):
                member(f"times-{place.pk}@advisers.example", "Ada Viser", place, Role.ADVISER)


def adviser(world: World, role: str, column: str) -> dict[str, Any] | None:
    """The address of an adviser's times at the role's own body; strangers try the adviser service's."""
    if column == "missing":
        return {"adviser_id": MISSING_ID}
    places = world.own if column == "own" else world.elsewhere
    place = places[role if role in ("adviser", *RUN) else "adviser"]
    found = place and _at(place)
    return found and {"adviser_id": found.pk}


def _at(place: Organisation) -> Adviser | None:
    return Adviser.objects.filter(service__organisation=place).order_by("pk").first()


def more(**parts: int) -> Args:
    """The same with the number of a row that is gone: whoever may be here is led back with a sentence."""
    return with_more(adviser, **parts)


ALLOWED = ("adviser", *RUN)
PAGE, DONE = only(*ALLOWED), only(*ALLOWED, status=302)
MADE = only(*RUN, status=302) | {"adviser": 200}
ROWS_OF_TIMES: list[Row] = [
    Row("guidance:times", get=PAGE, args=adviser),
    Row("guidance:times-add", get=PAGE, post=PAGE, args=adviser),
    Row("guidance:times-change", get=DONE, post=DONE, args=more(weekly_id=MISSING_ID)),
    Row("guidance:times-end", get=DONE, post=DONE, args=more(weekly_id=MISSING_ID)),
    Row("guidance:times-away", get=PAGE, post=PAGE, args=adviser),
    Row("guidance:times-extra", get=PAGE, post=PAGE, args=adviser),
    Row("guidance:times-remove", get=None, post=DONE, args=more(change_id=MISSING_ID)),
    Row("guidance:times-feed-make", get=None, post=MADE, args=adviser),
    Row("guidance:times-feed-stop", get=None, post=DONE, args=adviser),
    Row("guidance:feed", get=anyone(404), post=anyone(NOT_OFFERED)),
]

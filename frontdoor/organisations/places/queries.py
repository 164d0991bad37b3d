"""Where is it? A postcode, an outcode or a place, found or not found in a few named ways."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from frontdoor.ground.asking import Question, Rows, ask
from frontdoor.organisations.models import Place, Point
from frontdoor.organisations.models.places import point_of
from frontdoor.organisations.places.layouts import outcode, postcode

# By hand: the same through the ORM took 1 ms of this process, and two questions for a postcode.
BY_POSTCODE = """
SELECT p.postcode, p.live, p.country, p.point, o.outcode, o.region, o.point
FROM (SELECT) AS one
LEFT JOIN organisations_postcode p ON p.postcode = %(postcode)s
LEFT JOIN organisations_outcode o ON o.outcode = %(outcode)s
"""
BY_OUTCODE = "SELECT region, point FROM organisations_outcode WHERE outcode = %(outcode)s"
BY_NAME = """
SELECT id, name, council_name, region, point FROM organisations_place
WHERE frontdoor_name_key(name) = frontdoor_name_key(%(place_name)s) ORDER BY schools DESC, id
"""

ENGLISH_REGIONS = frozenset(
    {
        "North East",
        "North West",
        "Yorkshire and The Humber",
        "East Midlands",
        "West Midlands",
        "East of England",
        "London",
        "South East",
        "South West",
    }
)


class Whereabouts(StrEnum):
    """How a look-up ends; each has a page of its own."""

    FOUND = "found"
    SEVERAL = "several"
    OUTSIDE_ENGLAND = "outside England"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class Answer:
    """The end of a look-up: the point and what it is called, the places to choose from, and a sentence worth showing."""

    outcome: Whereabouts
    label: str = ""
    point: Point | None = None
    choices: Sequence[Place] = field(default_factory=list)
    note: str = ""


def locate(where: str) -> Answer:
    """Where a postcode (LS27 0PD), an outcode (LS27) or a place (Morley; Newport, Shropshire) is. One query."""
    (found,) = ask(whereabouts(where))
    return found


def whereabouts(where: str) -> Question[Answer]:
    """The same as a question, for a page that sends several together."""
    text = " ".join(where.split())[:120]
    if full := postcode(text):
        return Question(BY_POSTCODE, {"postcode": full, "outcode": full.partition(" ")[0]}, partial(_of_postcode, full))
    if first := outcode(text):
        return Question(BY_OUTCODE, {"outcode": first}, partial(_of_outcode, first))
    name, _comma, area = (part.strip() for part in text.partition(","))
    return Question(BY_NAME, {"place_name": name}, partial(_of_name, text, name, area))


def _of_postcode(full: str, rows: Rows) -> Answer:
    ((known, live, country, where, *around),) = rows
    first, point = full.partition(" ")[0], point_of(where)
    area = _of_outcode(first, [tuple(around[1:])] if around[0] else [])
    if not known:
        return _instead(area, f"We do not know the postcode {full}. This is the middle of the area {first}.")
    if country not in {"", "England"} or (not country and area.outcome is Whereabouts.OUTSIDE_ENGLAND):
        return Answer(Whereabouts.OUTSIDE_ENGLAND, full)
    if not live or point is None:
        return _instead(area, f"The postcode {full} is no longer in use. This is the middle of the area {first}.")
    return Answer(Whereabouts.FOUND, full, point)


def _instead(area: Answer, note: str) -> Answer:
    return Answer(area.outcome, area.label, area.point, note=note if area.outcome is Whereabouts.FOUND else "")


def _of_outcode(first: str, rows: Rows) -> Answer:
    for region, point in rows:
        if region not in ENGLISH_REGIONS:
            return Answer(Whereabouts.OUTSIDE_ENGLAND, first)
        if where := point_of(point):  # without a middle nothing is near it
            return Answer(Whereabouts.FOUND, first, where)
    return Answer(Whereabouts.NOT_KNOWN, first)


def _of_name(text: str, name: str, area: str, rows: Rows) -> Answer:
    """A place by name; several of the same name are offered by council and region, the largest first."""
    same = [_place(*row) for row in rows]
    if area:
        wanted = area.casefold()
        same = [place for place in same if wanted in {place.council_name.casefold(), place.region.casefold()}]
    if not same:
        return Answer(Whereabouts.NOT_KNOWN, text)
    if len(same) > 1:
        return Answer(Whereabouts.SEVERAL, name, choices=same, note="Which one?")
    return Answer(Whereabouts.FOUND, str(same[0]), same[0].point)


def _place(pk: int, name: str, council: str, region: str, point: str) -> Place:
    return Place(pk=pk, name=name, council_name=council, region=region, point=point_of(point))

"""Where is it? A postcode, an outcode or a place, found or not found in a few named ways."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import F, Value

from frontdoor.organisations.models import NameKey, Outcode, Place, Point, Postcode
from frontdoor.organisations.places.layouts import outcode, postcode

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
    """Where a postcode (LS27 0PD), an outcode (LS27) or a place (Morley; Newport, Shropshire) is."""
    text = " ".join(where.split())[:120]
    if full := postcode(text):
        return _postcode(full)
    if first := outcode(text):
        return _outcode(first)
    return _place(text)


def _postcode(full: str) -> Answer:
    known = Postcode.objects.filter(postcode=full).first()
    first = full.partition(" ")[0]
    area = _outcode(first)
    if known is None:
        return _instead(area, f"We do not know the postcode {full}. This is the middle of the area {first}.")
    if known.country not in {"", "England"} or (not known.country and area.outcome is Whereabouts.OUTSIDE_ENGLAND):
        return Answer(Whereabouts.OUTSIDE_ENGLAND, full)
    if not known.live or known.point is None:
        return _instead(area, f"The postcode {full} is no longer in use. This is the middle of the area {first}.")
    return Answer(Whereabouts.FOUND, full, known.point)


def _instead(area: Answer, note: str) -> Answer:
    return Answer(area.outcome, area.label, area.point, note=note if area.outcome is Whereabouts.FOUND else "")


def _outcode(first: str) -> Answer:
    known = Outcode.objects.filter(outcode=first).first()
    if known is None:
        return Answer(Whereabouts.NOT_KNOWN, first)
    if known.region not in ENGLISH_REGIONS:
        return Answer(Whereabouts.OUTSIDE_ENGLAND, first)
    return Answer(Whereabouts.FOUND, first, known.point)


def _place(text: str) -> Answer:
    """A place by name; several of the same name are offered by council and region, the largest first."""
    name, _comma, area = (part.strip() for part in text.partition(","))
    named = Place.objects.annotate(key=NameKey(F("name"))).filter(key=NameKey(Value(name)))
    same = list(named.order_by("-schools", "pk"))
    if area:
        wanted = area.casefold()
        same = [place for place in same if wanted in {place.council_name.casefold(), place.region.casefold()}]
    if not same:
        return Answer(Whereabouts.NOT_KNOWN, text)
    if len(same) > 1:
        return Answer(Whereabouts.SEVERAL, name, choices=same, note="Which one?")
    return Answer(Whereabouts.FOUND, str(same[0]), same[0].point)

"""Where an offer is: a postcode in England as a point, or the sentence that says why not."""

from typing import Any

from frontdoor.ground.refused import Refused
from frontdoor.organisations.places.layouts import postcode
from frontdoor.organisations.places.queries import Whereabouts, locate


def written(text: str) -> str:
    """A postcode in its usual writing; what is none, as it was typed."""
    return postcode(text) or " ".join(text.split())


def of(text: str) -> dict[str, Any]:
    """The columns `easting` and `northing` of a postcode, both None for an empty one. Refused when it is not known.

    A new postcode that we do not have yet is at the middle of its area.
    """
    if not text:
        return {"easting": None, "northing": None}
    if not (full := postcode(text)):
        raise Refused("Enter a full postcode, like LS27 0PD.")
    answer = locate(full)
    if answer.outcome is Whereabouts.OUTSIDE_ENGLAND:
        raise Refused(f"The postcode {full} is not in England. Enter one in England.")
    if answer.point is None:
        raise Refused(f"We do not know the postcode {full}. Check it.")
    return {"easting": round(answer.point.easting), "northing": round(answer.point.northing)}


def doubt(text: str) -> str:
    """What an employer should know about a postcode that was taken: that we have only its area. Empty when all is well."""
    answer = locate(text)
    return f"{answer.note} If the postcode is wrong, change it." if answer.point and answer.note else ""

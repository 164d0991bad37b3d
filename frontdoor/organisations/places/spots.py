"""Where a postcode that somebody typed is: its point, and the council there."""

from dataclasses import dataclass

from django.db.models import F, Value

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Near, Organisation, Point, PointField
from frontdoor.organisations.places.layouts import postcode as written
from frontdoor.organisations.places.queries import Whereabouts, locate

NOT_FULL = "Enter a full UK postcode, like AB1 2CD"
OUTSIDE = "This postcode is not in England. This service is for England only"


class Unsure(Refused):
    """The postcode is not in our list, though its area is: a typing error, or a new one. The person has to say."""


@dataclass(frozen=True)
class Spot:
    """A postcode with its point, and the council there; None where the register knows no school yet."""

    postcode: str
    point: Point
    council: Organisation | None


def spot(typed: str, *, sure: bool) -> Spot:
    """Where the postcode is. Refused when it is none or not in England; Unsure when not known and the person not `sure`."""
    full = written(" ".join(typed.split()))
    if not full:
        raise Refused(NOT_FULL)
    answer = locate(full)
    if answer.outcome is Whereabouts.OUTSIDE_ENGLAND:
        raise Refused(OUTSIDE)
    if answer.point is None:
        raise Refused(f"We do not know the postcode {full}. Check that it is typed correctly")
    if answer.note and not sure:
        raise Unsure(f"The postcode {full} is not in our list. Check it, or tick that it is correct")
    return Spot(full, answer.point, council_near(answer.point))


def council_near(point: Point) -> Organisation | None:
    """The council of the nearest open school or college: towns have schools, so the border is seldom crossed."""
    away = Near(F("point"), Value(point, output_field=PointField()))
    schools = Organisation.objects.filter(kind=Kind.INSTITUTION, council__isnull=False, point__isnull=False)
    nearest = schools.exclude(status_code="2").order_by(away).values("council")[:1]
    return Organisation.objects.filter(pk__in=nearest).first()

"""The demo's services: the adviser service with two places, a council's, the adult service's, a school's own staff."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from frontdoor.organisations.invented import bodies
from frontdoor.organisations.models import Kind, Organisation, Point
from guidance.models import Service

BEGUN = datetime(2026, 9, 2, 9, tzinfo=UTC)
ADVISERS = {"kind": Kind.ADVISER_SERVICE, "name": bodies.OTHERS[Kind.ADVISER_SERVICE]}
ADULTS = {"kind": Kind.ADULT_SERVICE, "name": bodies.OTHERS[Kind.ADULT_SERVICE]}
COUNCIL = {"kind": Kind.COUNCIL, "la_code": "X01"}
OWN_STAFF = {"kind": Kind.INSTITUTION, "urn": 900_001}


@dataclass(frozen=True)
class Made:
    """One made-up service: whose it is, what the public reads, whether schools may choose it, where it meets people."""

    organisation: dict[str, Any]
    about: str
    takes_schools: bool = False
    places: tuple[dict[str, Any], ...] = ()


# The postcodes exist nowhere, so their points stand here: the town of Merrow is at 400000, 300000.
MADE = [
    Made(
        ADVISERS,
        "We are careers advisers. We meet young people at their school, in the library, by video and by phone. "
        "We work for no school, college or employer, so we are on nobody's side but yours.",
        True,
        (
            {
                "name": "Careers room, Merrow Library", "address": "Market Place, Merrow", "postcode": "ZZ1 2ZZ",
                "point": Point(400_200, 300_100), "step_free": True,
                "finding_it": "Up the ramp at the side door. The room is behind the desk.",
            },
            {
                "name": "Lanternhill Meeting House", "address": "4 Chapel Row, Lanternhill", "postcode": "ZZ2 4ZZ",
                "point": Point(408_000, 304_000), "step_free": False,
                "finding_it": "Ring the bell with the sign. The room is on the first floor.",
            },
        ),
    ),
    Made(
        COUNCIL,
        "The council's own careers advisers. Schools in Merrowshire can buy our time. "
        "We know the colleges and employers here.",
        True,
        (
            {
                "name": "Council advice rooms, Merrow", "address": "1 Guildhall Street, Merrow", "postcode": "ZZ1 3ZZ",
                "point": Point(400_100, 300_300), "step_free": True, "finding_it": "Through the main door, then left.",
            },
        ),
    ),
    Made(ADULTS, "Free careers guidance for adults in Merrowshire, in work or not."),
    Made(
        OWN_STAFF,
        "Our school's own careers adviser, for our pupils.",
        places=(
            {
                "name": "Careers office, Aldermoss Vale School", "address": "School Lane, Merrow", "postcode": "ZZ1 1ZZ",
                "point": Point(400_900, 299_600), "step_free": True, "finding_it": "Next to the library.",
            },
        ),
    ),
]  # fmt: skip


@transaction.atomic
def seed_demo() -> None:
    """Each once; what somebody changed at one that is here already stays."""
    for made in MADE:
        organisation = Organisation.objects.get(made_up=True, **made.organisation)
        service, _ = Service.objects.get_or_create(organisation=organisation, defaults={"created_at": BEGUN})
        if not service.about:  # an adviser's membership may have made it, without a word
            service.about, service.takes_schools = made.about, made.takes_schools
            service.save(update_fields=["about", "takes_schools"])
        for place in made.places:
            if not service.places.filter(name=place["name"]).exists():
                service.places.create(**place, created_at=BEGUN)


def demo_service(organisation: dict[str, Any] | None = None) -> Service:
    """One of the demo's services, the adviser service unless said."""
    mine = Organisation.objects.filter(made_up=True, **(organisation or ADVISERS))
    return Service.objects.select_related("organisation").get(organisation__in=mine)

"""The demo's choices: own staff where a school has some, an adviser service for the sixth form, and the council elsewhere."""

from datetime import UTC, date, datetime

from django.db import transaction

from frontdoor.organisations.invented.bodies import COUNCILS, OTHERS
from frontdoor.organisations.invented.people import DOMAIN
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.people.models import User
from guidance.models import Service, Supply

CHOSEN = datetime(2026, 9, 7, 9, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2026, 9, 14), date(2027, 7, 16)
OWN_YEARS, SIXTH_FORM, COUNCIL_YEARS = [10, 11], [12, 13], [10, 11, 12, 13]


@transaction.atomic
def seed_demo() -> None:
    """Each school's choices once, and none for a school that has chosen already."""
    school, other = _school(900_001), _school(900_002)
    if school and not school.supplies.exists():
        if own := Service.objects.filter(organisation=school).first():
            _choose(school, own, OWN_YEARS, "leader")
        if advisers := _service(Kind.ADVISER_SERVICE, OTHERS[Kind.ADVISER_SERVICE]):
            _choose(school, advisers, SIXTH_FORM, "leader", last_day=LAST_DAY)
    if other and not other.supplies.exists() and (council := _service(Kind.COUNCIL, COUNCILS["X01"])):
        _choose(other, council, COUNCIL_YEARS, "otherleader")


def _school(urn: int) -> Organisation | None:
    return Organisation.objects.filter(urn=urn, made_up=True).first()


def _service(kind: Kind, name: str) -> Service | None:
    """A made-up service that takes schools; None where its organisation is not there."""
    place = Organisation.objects.filter(kind=kind, name=name, made_up=True).first()
    if place is None:
        return None
    service, _ = Service.objects.get_or_create(organisation=place, defaults={"created_at": CHOSEN})
    if not service.takes_schools:
        service.takes_schools = True
        service.save(update_fields=["takes_schools"])
    return service


def _choose(school: Organisation, service: Service, years: list[int], who: str, last_day: date | None = None) -> None:
    Supply.objects.create(
        institution=school,
        service=service,
        year_groups=years,
        first_day=FIRST_DAY,
        last_day=last_day,
        created_by=User.objects.get(email=f"{who}@{DOMAIN}"),
        created_at=CHOSEN,
    )

"""What those who run a service do: begin it, describe it, name its places and close them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.models import Kind, Organisation
from frontdoor.organisations.places.spots import Spot
from frontdoor.people.models import User
from guidance.advisers.queries import basic_checks
from guidance.models import KINDS, Place, Service
from guidance.services import queries

NOT_YOURS = "You no longer run the guidance of this organisation."
CLOSED = "This place is closed, so it can no longer be changed."
BASIC_FIRST = (
    "An adviser of yours has a basic DBS check, which is not enough where children are met. Withdraw it first. "
    "Then tick that schools and colleges may choose you."
)
SAME_NAME = "Another open place has this name. Choose a different one."


@dataclass(frozen=True)
class Facts:
    """What people read about a place."""

    name: str
    address: str
    finding_it: str
    step_free: bool


@transaction.atomic
def begin(*, organisation_id: int, by: User, now: datetime) -> Service:
    """The organisation gives guidance from now on; pressed twice it is the same service."""
    _prove(organisation_id, by)
    organisation = Organisation.objects.get(pk=organisation_id)
    if Kind(organisation.kind) not in KINDS:
        raise Refused("This organisation gives no guidance.")
    service, _ = Service.objects.get_or_create(
        organisation=organisation, defaults={"created_by": by, "created_at": now}
    )
    return service


@transaction.atomic
def describe(*, service_id: int, about: str, takes_schools: bool, by: User) -> None:
    """What the public reads of the service, and whether schools may choose it; a school's own staff are nobody else's.

    Refused while a basic DBS check counts: it is enough for an adviser only where no child is met.
    """
    service = _mine(service_id, by)
    begins = takes_schools and not service.is_own_staff and not service.takes_schools
    if begins and basic_checks(service, timezone.localdate()).exists():
        raise Refused(BASIC_FIRST)
    service.about, service.takes_schools = about, takes_schools and not service.is_own_staff
    service.save(update_fields=["about", "takes_schools"])


@transaction.atomic
def add_place(*, service_id: int, facts: Facts, spot: Spot, by: User, now: datetime) -> Place:
    """A new place; pressed twice it is the same one."""
    service = _mine(service_id, by)
    if there := _named(service, facts.name):
        if _told(there) == (facts, spot.postcode):
            return there
        raise Refused(SAME_NAME)
    return service.places.create(**_columns(facts, spot), created_by=by, created_at=now)


@transaction.atomic
def change_place(*, place_id: int, service_id: int, facts: Facts, spot: Spot, by: User) -> None:
    """Other words about a place, or another postcode. Meetings that are booked there show what it says now."""
    service = _mine(service_id, by)
    place = service.places.select_for_update().get(pk=place_id)
    if place.closed_at:
        raise Refused(CLOSED)
    named = _named(service, facts.name)
    if named and named != place:
        raise Refused(SAME_NAME)
    columns = _columns(facts, spot)
    for name, value in columns.items():
        setattr(place, name, value)
    place.save(update_fields=[*columns])


@transaction.atomic
def close_place(*, place_id: int, service_id: int, by: User, now: datetime) -> None:
    """Nobody is met there any more. Refused while hours or booked meetings need it; a second press finds it closed.

    Hours that are put in at the same moment hold the place too, so that they wait for us, or we for them.
    """
    service = _mine(service_id, by)
    place = service.places.select_for_update().get(pk=place_id)
    if place.closed_at:
        return
    if uses := queries.uses(place, now):
        raise Refused(f"{place.name} cannot be closed yet. It is needed for {uses}.")
    place.closed_by, place.closed_at = by, now
    place.save(update_fields=["closed_by", "closed_at"])


def _mine(service_id: int, by: User) -> Service:
    """The service, held; refused when the person does not run it any more."""
    service = Service.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=service_id)
    _prove(service.organisation_id, by)
    return service


def _prove(organisation_id: int, by: User) -> None:
    if not organisations_for(by, Can.MANAGE_ADVISERS).filter(pk=organisation_id).exists():
        raise Refused(NOT_YOURS)


def _named(service: Service, name: str) -> Place | None:
    return queries.open_places(service).filter(name__iexact=name).first()


def _told(place: Place) -> tuple[Facts, str]:
    return Facts(place.name, place.address, place.finding_it, place.step_free), place.postcode


def _columns(facts: Facts, spot: Spot) -> dict[str, object]:
    return {
        "name": facts.name,
        "address": facts.address,
        "finding_it": facts.finding_it,
        "step_free": facts.step_free,
        "postcode": spot.postcode,
        "point": spot.point,
    }

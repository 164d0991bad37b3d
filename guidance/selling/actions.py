"""A service offers adviser time to schools, changes what it offers, and ends it. What was ordered keeps its terms."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from frontdoor.ground.refused import Refused
from frontdoor.organisations.access import Can, organisations_for
from frontdoor.organisations.places.queries import ENGLISH_REGIONS
from frontdoor.people.models import User
from guidance.models import Channel, PricedBy, Service, TimeOffer
from guidance.selling import rules

NOT_YOURS = "You no longer run the guidance of this organisation."
NOT_FOR_SCHOOLS = "Schools and colleges cannot choose you yet. Say first that they may."
SAME_NAME = "You have another offer with this name. Choose a different one."
ENDED = "This offer has ended, so it cannot be changed. Make a new one."


@dataclass(frozen=True)
class Facts:
    """What a service says of an offer. Priced by the session, a day has one."""

    name: str
    channels: tuple[str, ...]
    areas: tuple[str, ...]
    priced_by: str
    price: Decimal
    sessions_a_day: int
    minutes: int
    least_sessions: int
    months_valid: int
    notice_hours: int
    cancel_days: int
    confirms_up_to: int
    safeguarding: str


@transaction.atomic
def offer(*, service_id: int, facts: Facts, by: User, now: datetime) -> TimeOffer:
    """Schools can order this from now on; pressed twice it is the same offer."""
    service = _mine(service_id, by)
    if service.is_own_staff or not service.takes_schools:
        raise Refused(NOT_FOR_SCHOOLS)
    _refuse_nonsense(facts)
    if there := _named(service, facts.name):
        if facts_of(there) == facts:
            return there
        raise Refused(SAME_NAME)
    return TimeOffer.objects.create(service=service, **_columns(facts), created_by=by, created_at=now)


@transaction.atomic
def change(*, offer_id: int, service_id: int, facts: Facts, by: User) -> TimeOffer:
    """Other terms from now on. What schools have ordered already stays as it was ordered."""
    service = _mine(service_id, by)
    found = service.time_offers.select_for_update(no_key=True).get(pk=offer_id)
    if facts_of(found) == facts:
        return found
    if found.ended_at:
        raise Refused(ENDED)
    _refuse_nonsense(facts)
    named = _named(service, facts.name)
    if named and named != found:
        raise Refused(SAME_NAME)
    columns = _columns(facts)
    for name, value in columns.items():
        setattr(found, name, value)
    found.save(update_fields=[*columns])
    return found


@transaction.atomic
def end(*, offer_id: int, service_id: int, by: User, now: datetime) -> None:
    """Nobody can order it any more; what was ordered stays. A second press finds it ended."""
    found = _mine(service_id, by).time_offers.select_for_update(no_key=True).get(pk=offer_id)
    if found.ended_at:
        return
    found.ended_by, found.ended_at = by, now
    found.save(update_fields=["ended_by", "ended_at"])


def facts_of(found: TimeOffer) -> Facts:
    """What an offer says now."""
    told = {name: getattr(found, name) for name in Facts.__dataclass_fields__}
    return Facts(**told | {"channels": tuple(found.channels), "areas": tuple(found.areas)})


def _mine(service_id: int, by: User) -> Service:
    """The service, held: what is said of it goes one after the other. Refused for whoever does not run it any more."""
    held = Service.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    service = held.get(pk=service_id)
    if not organisations_for(by, Can.MANAGE_ADVISERS).filter(pk=service.organisation_id).exists():
        raise Refused(NOT_YOURS)
    return service


def _named(service: Service, name: str) -> TimeOffer | None:
    return service.time_offers.filter(ended_at=None, name__iexact=name).first()


def _refuse_nonsense(facts: Facts) -> None:
    """What the form says too: whoever gets round it is told in the same words."""
    known = set(facts.channels) <= {*Channel.values} and set(facts.areas) <= ENGLISH_REGIONS
    if not known or facts.priced_by not in PricedBy.values:
        raise Refused(rules.UNKNOWN)
    if problem := rules.problem_with(asdict(facts)):
        raise Refused(problem)


def _columns(facts: Facts) -> dict[str, Any]:
    return asdict(facts) | {"channels": list(facts.channels), "areas": list(facts.areas)}

"""Adding an employer, and changing what it says of itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.ground.refused import Refused
from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from frontdoor.organisations.places.spots import Spot
from frontdoor.people.models import User
from workexperience.checks import letters as check_letters
from workexperience.employers import letters, queries, rules
from workexperience.listing.actions import refresh_employer
from workexperience.models import Check, Employer, NumberKind

MOST_UNCHECKED = 5  # of one person: who works for many employers has them checked first
TOO_MANY = "You have added five employers that nobody has checked yet. Send their checks before you add another."
FIXED = "The name and the number were checked, so they can no longer be changed here."


@dataclass(frozen=True)
class Identity:
    """Who the employer is: what a check confirms. `number` is tidy (`rules.tidy`); without one, how to look it up."""

    name: str
    number_kind: NumberKind
    number: str = ""
    without_number: str = ""


@dataclass(frozen=True)
class Profile:
    """What it says of itself. `sector` is a slug of a career category, or empty."""

    website: str = ""
    sector: str = ""
    about: str = ""


@transaction.atomic
def add(*, identity: Identity, profile: Profile, spot: Spot, town: str, by: User, now: datetime) -> Employer | None:
    """A new employer with this person in it; pressed twice it is the same one.

    None when somebody else has proven the number: nothing is made, and the people there are told who asked.
    """
    User.objects.select_for_update().only("pk").get(pk=by.pk)  # a second click waits here
    if mine := queries.same(by, identity.name, identity.number_kind, identity.number):
        return mine
    _refuse_name(identity)
    if identity.number and (theirs := queries.proven(identity.number_kind, identity.number)):
        letters.asked(theirs, who=by, now=now)
        return None
    if queries.unchecked(by).count() >= MOST_UNCHECKED:
        raise Refused(TOO_MANY)
    organisation = Organisation.objects.create(
        kind=Kind.EMPLOYER,
        name=identity.name,
        website=profile.website,
        **_where(spot, town),
    )
    employer = Employer.objects.create(
        organisation=organisation,
        number_kind=identity.number_kind,
        number=identity.number,
        without_number=identity.without_number,
        sector_id=profile.sector or None,
        about=profile.about,
        created_by=by,
        created_at=now,
    )
    Membership.objects.create(user=by, organisation=organisation, role=Role.EMPLOYER, created_at=now, created_by=by)
    return employer


@transaction.atomic
def describe(*, organisation_id: int, profile: Profile, approaches_a_term: int | None, by: User) -> None:
    """Change what the employer says of itself, and how many schools may ask in a term (None: no limit)."""
    employer = _mine(organisation_id, by)
    employer.sector_id = profile.sector or None
    employer.about, employer.approaches_a_term = profile.about, approaches_a_term
    employer.save(update_fields=["sector", "about", "approaches_a_term"])
    organisation = employer.organisation
    if organisation.website != profile.website:
        organisation.website = profile.website
        organisation.save(update_fields=["website"])


@transaction.atomic
def identify(*, organisation_id: int, identity: Identity, by: User) -> None:
    """Correct name and number, while no check waits and none was accepted, or it was withdrawn."""
    employer = _mine(organisation_id, by)
    if queries.is_fixed(employer):
        raise Refused(FIXED)
    _refuse_name(identity)
    employer.number_kind = identity.number_kind
    employer.number, employer.without_number = identity.number, identity.without_number
    employer.save(update_fields=["number_kind", "number", "without_number"])
    organisation = employer.organisation
    if organisation.name != identity.name:
        organisation.name = identity.name
        organisation.save(update_fields=["name"])


@transaction.atomic
def move(*, organisation_id: int, spot: Spot, town: str, by: User, now: datetime) -> None:
    """The employer is somewhere else; from now on the hub there checks it. A check that waits goes with it."""
    employer = _mine(organisation_id, by)
    organisation = employer.organisation
    for name, value in _where(spot, town).items():
        setattr(organisation, name, value)
    organisation.save(update_fields=[*_where(spot, town)])
    refresh_employer(employer.pk, now=now)
    for check in Check.objects.filter(employer=employer, decided_at=None).select_related("employer__organisation"):
        check_letters.sent(check, now=now)  # whoever had the letter gets no second one


def _refuse_name(identity: Identity) -> None:
    if wrong := rules.problem_with_name(identity.name):
        raise Refused(f"{wrong}.")


def _where(spot: Spot, town: str) -> dict[str, Any]:
    """A place as the register's row has it."""
    return {
        "town": town,
        "postcode": spot.postcode,
        "easting": round(spot.point.easting),
        "northing": round(spot.point.northing),
        "council": spot.council,
    }


def _mine(organisation_id: int, by: User) -> Employer:
    """The employer, held; refused when the person does not work there any more."""
    held = Employer.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    employer = held.get(pk=organisation_id)
    if not queries.mine(by).filter(pk=employer.pk).exists():
        raise Refused("You no longer work for this employer here.")
    return employer

"""Puts the invented bodies and people in the database; a second run changes nothing."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from frontdoor.ground.refused import Refused
from frontdoor.organisations.invented import bodies
from frontdoor.organisations.invented.people import DOMAIN, PEOPLE, Person
from frontdoor.organisations.models import Kind, Membership, Organisation, Role
from frontdoor.organisations.scope import Facts, rule
from frontdoor.people.models import User

OPEN = "1"  # GIAS's code
JOINED = datetime(2026, 9, 1, 9, tzinfo=UTC)


def refuse_outside_demo_mode() -> None:
    """Invented people have a password that everybody knows."""
    if not settings.DEMO:
        raise Refused("Demo people exist only in demo mode. Set FRONTDOOR_DEMO=1 on a machine that is not public.")


@transaction.atomic
def make_invented() -> None:
    """The invented hub, councils, department, services and institutions, then the demo people."""
    refuse_outside_demo_mode()
    make_bodies()
    make_people()


def make_bodies() -> None:
    """Each invented body once, found again by its URN, council code, or kind and name."""
    hub = put_body(Kind.HUB, bodies.HUB)
    councils = {code: put_body(Kind.COUNCIL, name, la_code=code, hub=hub) for code, name in bodies.COUNCILS.items()}
    for kind, name in bodies.OTHERS.items():
        put_body(kind, name, ukprn=bodies.UKPRN if kind == Kind.PROVIDER else None)
    for school in bodies.SCHOOLS:
        put_institution(school, councils[school.council])


def make_people() -> None:
    """Each demo person with a confirmed address, the demo password and at most one membership."""
    known = User.objects.filter(email__endswith=f"@{DOMAIN}").values_list("password", flat=True).first()
    # One hash for all of them, and no new one on the next run: each costs half a second.
    if known is None or not check_password(settings.DEMO_PASSWORD, known):
        known = make_password(settings.DEMO_PASSWORD)
    for person in PEOPLE:
        _person(person, known)


def leader_of(school: Organisation) -> User:
    """The school's careers leader; one is invented, who cannot sign in, where the demo people have none."""
    member = Membership.objects.filter(organisation=school, role=Role.LEADER, ended_at=None).order_by("pk").first()
    if member:
        return member.user
    user, _ = User.objects.get_or_create(
        email=f"careers-{school.urn}@{DOMAIN}",
        defaults={"full_name": f"Careers leader, {school.name}", "password": make_password(None)},
    )
    Membership.objects.create(user=user, organisation=school, role=Role.LEADER, created_at=timezone.now())
    return user


def listed() -> Iterator[dict[str, object]]:
    """Each demo person with role, organisation, and its URN or id, as the `demo` command prints them."""
    for person in PEOPLE:
        place = whereabouts(person)
        yield {
            "email": person.email,
            "name": person.full_name,
            "role": person.role.value if person.role else person.name,
            "organisation": place.name if place else None,
            "urn": place.urn if place else None,
            "id": place.pk if place else None,
        }


def whereabouts(person: Person) -> Organisation | None:
    """The invented body that a demo person belongs to."""
    made_up = Organisation.objects.filter(made_up=True)
    if isinstance(person.at, int):
        return made_up.get(urn=person.at)
    if person.at in bodies.COUNCILS:
        return made_up.get(kind=Kind.COUNCIL, la_code=person.at)
    if not person.at:
        return None
    kind = Kind(person.at)
    return made_up.get(kind=kind, name=bodies.HUB if kind == Kind.HUB else bodies.OTHERS[kind])


def put_body(kind: Kind, name: str, **more: object) -> Organisation:
    """An invented body, made or brought up to date."""
    facts = {"made_up": True, "region": bodies.REGION, **more}
    body, _ = Organisation.objects.update_or_create(kind=kind, name=name, defaults=facts)
    return body


def put_institution(school: bodies.School, council: Organisation) -> None:
    """An invented school, made or brought up to date."""
    facts = asdict(school)
    low, high = facts.pop("ages")
    verdict = rule(Facts(school.type_code, school.type_group_code, school.phase_code, OPEN, low, high))
    facts |= {
        "council": council,
        "website": school.website,
        "postcode": school.postcode,
        "age_low": low,
        "age_high": high,
        "region": bodies.REGION,
        "status_code": OPEN,
        "scope": verdict.scope,
        "open_date": bodies.OPENED,
        "made_up": True,
    }
    Organisation.objects.update_or_create(kind=Kind.INSTITUTION, urn=facts.pop("urn"), defaults=facts)


def _person(person: Person, password: str) -> None:
    user, _ = User.objects.update_or_create(
        email=person.email, defaults={"full_name": person.full_name, "password": password, "is_active": True}
    )
    EmailAddress.objects.get_or_create(user=user, email=person.email, defaults={"verified": True, "primary": True})
    place = whereabouts(person)
    if place:
        Membership.objects.get_or_create(
            user=user, organisation=place, role=person.role, ended_at=None, defaults={"created_at": JOINED}
        )
